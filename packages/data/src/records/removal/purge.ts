import { arrayParameter, type Fragment, parameter, sql, toQuery } from "@dougong/expression";
import type { Catalogue, Entity, FieldStorage } from "@dougong/fields";
import type pg from "pg";
import type { Workspace } from "../../workspace/workspace.ts";
import { type RecordTables, tableOf } from "../statements/columns.ts";
import { purgeRecords } from "./trash.ts";

export interface PurgeOptions {
  readonly catalogue: Catalogue;
  /** By field type. */
  readonly storages: Readonly<Record<string, FieldStorage>>;
  /** Records that went to the trash before this instant go for good. */
  readonly before: Date;
}

export interface Purged {
  readonly purged: number;
  /** Records that something still points to: they stay in the trash. */
  readonly kept: number;
}

const batchSize = 500;
const nothing: Purged = { purged: 0, kept: 0 };

/**
 * Deletes for good what has been in the trash for long. No event is raised and no change logged: that it was deleted
 * was told when it went to the trash. A record that is being restored or changed at the moment is left for next time.
 *
 * @example
 * await purgeTrash(workspace, { catalogue, storages, before: thirtyDaysAgo }); // { purged: 12, kept: 0 }
 */
export async function purgeTrash(workspace: Workspace, options: PurgeOptions): Promise<Purged> {
  const tables = { ...options, schema: workspace.schema };
  let sum = nothing;
  for (const entity of options.catalogue.entities.values())
    if (entity.owner === null)
      sum = add(sum, await purgeEntity(workspace.pool, tables, entity, options.before));
  return sum;
}

async function purgeEntity(
  pool: pg.Pool,
  tables: RecordTables,
  entity: Entity,
  before: Date,
): Promise<Purged> {
  let sum = nothing;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const due = await run<{ id: string }>(
      pool,
      sql`select "id" from ${tableOf(tables, entity)} where ${isDue(before)} and "id" > ${parameter(after, "uuid")}
        order by "id" limit ${parameter(String(batchSize), "int")}`,
    );
    const last = due.at(-1);
    if (last === undefined) return sum;
    after = last.id;
    sum = add(
      sum,
      await purgeIds(
        pool,
        tables,
        entity,
        due.map((row) => row.id),
        before,
      ),
    );
  }
}

/** All of them in one transaction; where something still points to one, that one is narrowed down by halves. */
async function purgeIds(
  pool: pg.Pool,
  tables: RecordTables,
  entity: Entity,
  ids: readonly string[],
  before: Date,
): Promise<Purged> {
  try {
    return await purgeTogether(pool, tables, entity, ids, before);
  } catch (fault) {
    if (!isHeld(fault)) throw fault;
    if (ids.length === 1) return { purged: 0, kept: 1 };
    const middle = Math.ceil(ids.length / 2);
    const first = await purgeIds(pool, tables, entity, ids.slice(0, middle), before);
    return add(first, await purgeIds(pool, tables, entity, ids.slice(middle), before));
  }
}

async function purgeTogether(
  pool: pg.Pool,
  tables: RecordTables,
  entity: Entity,
  ids: readonly string[],
  before: Date,
): Promise<Purged> {
  const client = await pool.connect();
  let isBroken = true;
  try {
    await client.query("begin");
    // Asked again under the lock: one that was restored meanwhile is no trash.
    const due = await run<{ id: string }>(
      client,
      sql`select "id" from ${tableOf(tables, entity)} where "id" = any(${arrayParameter(ids, "uuid")}) and ${isDue(before)}
        order by "id" for update skip locked`,
    );
    const gone = due.map((row) => row.id);
    if (gone.length > 0)
      for (const statement of purgeRecords(tables, entity, gone)) await run(client, statement.fragment);
    await client.query("commit");
    isBroken = false;
    return { purged: gone.length, kept: 0 };
  } catch (fault) {
    isBroken = await client.query("rollback").then(
      () => false,
      () => true,
    );
    throw fault;
  } finally {
    client.release(isBroken);
  }
}

function isDue(before: Date): Fragment {
  return sql`"_deleted_at" < ${parameter(before.toISOString(), "timestamptz")}`;
}

/** A foreign key says that something still points to the record. */
function isHeld(fault: unknown): boolean {
  return fault instanceof Error && "code" in fault && fault.code === "23503";
}

function add(a: Purged, b: Purged): Purged {
  return { purged: a.purged + b.purged, kept: a.kept + b.kept };
}

async function run<Row extends pg.QueryResultRow>(
  database: pg.Pool | pg.ClientBase,
  fragment: Fragment,
): Promise<readonly Row[]> {
  const { text, values } = toQuery(fragment);
  return (await database.query<Row>(text, [...values])).rows;
}
