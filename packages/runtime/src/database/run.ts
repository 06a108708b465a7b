import { type Fragment, toQuery } from "@dougong/expression";
import type pg from "pg";

/** Runs one statement on a pool or a connection and answers its rows. */
export async function run<Row extends pg.QueryResultRow>(
  database: pg.Pool | pg.ClientBase,
  fragment: Fragment,
): Promise<Row[]> {
  const { text, values } = toQuery(fragment);
  const result = await database.query<Row>(text, [...values]);
  return result.rows;
}

/** Runs statements on one connection that commit together or not at all. */
export async function inTransaction<T>(
  pool: pg.Pool,
  body: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const answer = await body(client);
    await client.query("commit");
    client.release();
    return answer;
  } catch (fault) {
    // A connection that cannot even roll back is closed, not given to the next caller.
    await client.query("rollback").then(
      () => client.release(),
      () => client.release(true),
    );
    throw fault;
  }
}
