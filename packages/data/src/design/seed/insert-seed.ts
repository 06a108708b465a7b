import { identifier, toLiteralText } from "@dougong/expression";
import type { Catalogue } from "@dougong/fields";
import { type JsonObject, type Problem, ProblemError } from "@dougong/model";
import type pg from "pg";
import type { RecordService, WriteContext } from "../../records/record-service.ts";
import { shortHash } from "../../schema/tables/names.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { DesignContext } from "../design-service.ts";
import type { SeedRow } from "./seed-row.ts";
import { type SeedSurroundings, seedValues } from "./seed-values.ts";

export interface SeedParts {
  readonly workspace: Workspace;
  readonly records: RecordService;
}

/**
 * Writes the rows of a seed whose keys are not there yet, those that others refer to first. Each batch is one
 * transaction; a seed that was cut off goes on where it stopped when the bundle is imported again.
 *
 * @throws ProblemError `validation_failed` with paths into the bundle
 */
export async function insertSeed(
  parts: SeedParts,
  context: DesignContext,
  catalogue: Catalogue,
  app: string,
  rows: readonly SeedRow[],
): Promise<void> {
  const { pool, schema } = parts.workspace;
  const client = await pool.connect();
  const lock = `dougong:seed:${schema}:${app}`;
  try {
    await client.query("select pg_advisory_lock(hashtextextended($1, 0))", [lock]);
    try {
      const records = new Map(await seedKeys(client, schema, app));
      // A row without a key comes in with the first of its app only.
      const first = records.size === 0;
      let pending = rows.filter((row) => (row.key === null ? first : !records.has(row.key)));
      while (pending.length > 0) {
        const ready = nextBatch(pending, records);
        if (ready.length === 0) throw circle(pending);
        await insertBatch(parts, client, context, catalogue, app, ready, records);
        pending = pending.filter((row) => !ready.includes(row));
      }
    } finally {
      await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [lock]);
    }
  } finally {
    client.release();
  }
}

/** Seed key → record id, of what was inserted before. */
export async function seedKeys(
  database: pg.Pool | pg.ClientBase,
  schema: string,
  app: string,
): Promise<readonly (readonly [string, string])[]> {
  const table = toLiteralText(identifier(schema, "_seed_key"));
  const result = await database.query<{ key: string; record: string }>(
    `select key, record from ${table} where app = $1`,
    [app],
  );
  return result.rows.map((row) => [row.key, row.record] as const);
}

/** All rows of one entity that wait for nothing: of the first entity that has any. */
function nextBatch(pending: readonly SeedRow[], records: ReadonlyMap<string, string>): readonly SeedRow[] {
  const ready = pending.filter((row) => row.references.every(({ key }) => records.has(key)));
  return ready.filter((row) => row.entity === ready[0]?.entity);
}

function circle(pending: readonly SeedRow[]): ProblemError {
  const path = pending.map((row) => row.key ?? row.path).join(" → ");
  return new ProblemError(
    "validation_failed",
    pending.map((row) => ({ code: "cycle", path: row.path, params: { path }, got: row.key })),
  );
}

async function insertBatch(
  parts: SeedParts,
  client: pg.ClientBase,
  context: DesignContext,
  catalogue: Catalogue,
  app: string,
  rows: readonly SeedRow[],
  records: Map<string, string>,
): Promise<void> {
  const entity = rows[0]?.entity ?? "";
  // The log of changes bears the batch's name: whether it was written before a crash can be read from there.
  const batch = `seed:${app}:${shortHash(JSON.stringify(rows.map((row) => [row.entity, row.key, row.values])))}`;
  const before = await writtenBefore(client, parts.workspace.schema, entity, batch);
  const ids =
    before.length === rows.length
      ? before
      : await write(parts, context, catalogue, entity, rows, batch, records);
  const keyed = rows.flatMap((row, index) =>
    row.key === null ? [] : [{ key: row.key, id: ids[index] ?? "" }],
  );
  const table = toLiteralText(identifier(parts.workspace.schema, "_seed_key"));
  await client.query(
    `insert into ${table} (app, key, entity, record) select $1, k, $2, r from unnest($3::text[], $4::uuid[]) as u (k, r)`,
    [app, entity, keyed.map((one) => one.key), keyed.map((one) => one.id)],
  );
  for (const { key, id } of keyed) records.set(key, id);
}

async function writtenBefore(
  client: pg.ClientBase,
  schema: string,
  entity: string,
  batch: string,
): Promise<readonly string[]> {
  const table = toLiteralText(identifier(schema, "_change"));
  const result = await client.query<{ record: string }>(
    `select record from ${table} where entity = $1 and op = 'create' and via ->> 'id' = $2 order by pos`,
    [entity, batch],
  );
  return result.rows.map((row) => row.record);
}

async function write(
  parts: SeedParts,
  context: DesignContext,
  catalogue: Catalogue,
  entityId: string,
  rows: readonly SeedRow[],
  batch: string,
  records: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const entity = catalogue.entities.get(entityId);
  if (entity === undefined) throw new TypeError(`${entityId} is not in the catalogue`);
  const { actor, settings } = context;
  const surroundings: SeedSurroundings = {
    catalogue,
    actor,
    now: parts.workspace.clock.now().toISOString(),
    timeZone: settings.timeZone,
    records,
  };
  const values = rows.map((row) => seedValues(surroundings, entity, row));
  const problems = values.flatMap((one) => one.problems);
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
  const writing: WriteContext = {
    actor,
    via: { kind: "import", id: batch },
    catalogue,
    settings,
    dryRun: false,
  };
  return createAt(
    parts.records,
    writing,
    entityId,
    rows,
    values.map((one) => one.input),
  );
}

/** Problems come with `/rows/{i}/…`; they are told at the row's place in the bundle. */
async function createAt(
  records: RecordService,
  context: WriteContext,
  entity: string,
  rows: readonly SeedRow[],
  inputs: readonly JsonObject[],
): Promise<readonly string[]> {
  try {
    return (await records.createMany(context, entity, inputs)).ids;
  } catch (fault) {
    if (!(fault instanceof ProblemError)) throw fault;
    throw new ProblemError(
      fault.code,
      fault.problems.map((problem) => inBundle(problem, rows)),
      fault.members,
    );
  }
}

function inBundle(problem: Problem, rows: readonly SeedRow[]): Problem {
  const match = /^\/rows\/(\d+)(.*)$/s.exec(problem.path);
  const row = match === null ? undefined : rows[Number(match[1])];
  return row === undefined ? problem : { ...problem, path: `${row.path}${match?.[2] ?? ""}` };
}
