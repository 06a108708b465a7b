import { type Fragment, identifier, sql, toQuery } from "@dougong/expression";
import type pg from "pg";
import type { Workspace } from "../workspace/workspace.ts";

/** Rows that one transaction numbers at most, so that none is long after a great import. */
export const numberedAtOnce = 5_000;

/**
 * Gives the next numbers (`seq`) to committed changes that have none. A number is given after the commit, so that who
 * reads `seq > cursor` misses nothing; by position within what is visible, so that a record's changes stay in order:
 * a position is drawn under the record's lock, and a snapshot that sees a change sees everything before it.
 *
 * The lock on the one row of `_relay` lets one work at a time, each on what the former has committed.
 *
 * @returns how many rows were numbered; `numberedAtOnce` says that there may be more
 */
export async function numberChanges(client: pg.ClientBase, schema: string): Promise<number> {
  await client.query("begin");
  try {
    // A lock first, in a statement of its own: the next one sees what was committed while it waited.
    await client.query(toQuery(sql`select 1 from ${identifier(schema, "_relay")} for update`).text);
    const { rows } = await client.query<{ numbered: number }>(toQuery(numbering(schema)).text);
    await client.query("commit");
    return rows[0]?.numbered ?? 0;
  } catch (fault) {
    await client.query("rollback").catch(() => undefined);
    throw fault;
  }
}

/** As `numberChanges`, where there is something to number. */
export async function catchUp(workspace: Pick<Workspace, "pool" | "schema">): Promise<void> {
  const { rows } = await workspace.pool.query(toQuery(waiting(workspace.schema)).text);
  if (rows.length === 0) return;
  const client = await workspace.pool.connect();
  let broken = true;
  try {
    let numbered = numberedAtOnce;
    while (numbered >= numberedAtOnce) numbered = await numberChanges(client, workspace.schema);
    broken = false;
  } finally {
    client.release(broken);
  }
}

function waiting(schema: string): Fragment {
  return sql`select 1 where exists (select from ${identifier(schema, "_change")} where seq is null) or exists (select from ${identifier(schema, "_signal")} where seq is null)`;
}

function numbering(schema: string): Fragment {
  const [changes, signals, last] = ["_change", "_signal", "_relay"].map((name) => identifier(schema, name));
  if (changes === undefined || signals === undefined || last === undefined) return [];
  const most = [String(numberedAtOnce)];
  return sql`with c as (select pos from ${changes} where seq is null order by pos limit ${most}),
    s as (select pos from ${signals} where seq is null order by pos limit ${most}),
    b as (select r.kind, r.pos, l.seq + row_number() over (order by r.kind, r.pos) as seq
      from (select 0 as kind, pos from c union all select 1, pos from s) as r cross join ${last} as l),
    numbered_changes as (update ${changes} as t set seq = b.seq from b where b.kind = 0 and t.pos = b.pos),
    numbered_signals as (update ${signals} as t set seq = b.seq from b where b.kind = 1 and t.pos = b.pos),
    moved as (update ${last} as l set seq = l.seq + (select count(*) from b) where exists (select from b))
    select greatest((select count(*) from c), (select count(*) from s))::int as numbered`;
}
