import { arrayParameter, identifier, join, parameter, sql, toQuery } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { type ExcludeDocument, type Problem, pointer } from "@dougong/model";
import { overlaps, placed } from "../../schema/tables/exclusions.ts";
import { liveRow } from "../../schema/tables/unique-indexes.ts";
import { type RecordEngine, tablesOf } from "../parts.ts";
import { type RecordTables, storageOf, tableOf } from "../statements/columns.ts";
import { type Subject, subjectsOf } from "../steps/subjects.ts";
import type { Write } from "../steps/write.ts";

/**
 * All places where an `exclude` is broken: by records of the database, and among those written together, of which
 * the first is right. Which record is in the way is never said.
 */
export async function overlapProblems(
  engine: RecordEngine,
  writes: readonly Write[],
  entity: Entity,
  exclude: ExcludeDocument,
): Promise<readonly Problem[]> {
  const [first] = writes;
  const subjects = writes.flatMap(subjectsOf).filter((one) => one.entity.id === entity.id);
  if (first === undefined || subjects.length === 0) return [];
  const statement = overlapping(tablesOf(engine, first.context), entity, exclude, subjects);
  const { text, values } = toQuery(statement);
  const found = await engine.workspace.pool.query<{ place: number }>(text, [...values]);
  return found.rows.flatMap(({ place }) => overlap(exclude, subjects[place]));
}

export function overlap(exclude: ExcludeDocument, subject: Subject | undefined): readonly Problem[] {
  if (subject === undefined) return [];
  const [start] = exclude.range;
  const label = subject.entity.fields.get(start)?.label ?? start;
  return [{ code: "overlap", path: `${subject.at}${pointer(start)}`, params: { label } }];
}

function overlapping(
  tables: RecordTables,
  entity: Entity,
  exclude: ExcludeDocument,
  subjects: readonly Subject[],
) {
  const names = [...new Set([...exclude.equal, ...exclude.range])];
  const arrays = names.flatMap((name) => {
    const field = entity.fields.get(name);
    if (field === undefined) return [];
    const parameters = subjects.map(({ record }) =>
      storageOf(tables, field).parameter(record[name] ?? null, field.document),
    );
    const values = parameters.map((one) => one.value);
    return [[arrayParameter(values, parameters[0]?.type ?? "text")]];
  });
  const ids = arrayParameter(
    subjects.map(({ record }) => String(record.id)),
    "uuid",
  );
  const columns = join([["id"], ...names.map((name) => identifier(name)), ["_place"]]);
  const sent = sql`select * from unnest(${ids}, ${join(arrays)}) with ordinality as s (${columns})`;
  const stored = sql`select 1 from ${tableOf(tables, entity)} as t where t.id <> all(${ids}) and ${liveRow(entity, "t")} and ${placed(exclude, "t")} and ${overlaps(tables, entity, exclude, "t", "u")}`;
  const earlier = sql`select 1 from sent as v where v._place < u._place and ${placed(exclude, "v")} and ${overlaps(tables, entity, exclude, "v", "u")}`;
  // A range that is turned round cannot be made: it is sorted out before the others are.
  return sql`with sent as materialized (select * from (${sent}) as u where ${placed(exclude, "u")}) select (u._place - ${parameter("1", "int")})::int as place from sent as u where exists (${stored}) or exists (${earlier}) order by 1`;
}
