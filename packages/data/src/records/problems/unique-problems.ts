import {
  arrayParameter,
  type Checked,
  identifier,
  join,
  lowerTruth,
  parameter,
  sql,
  toQuery,
} from "@dougong/expression";
import { compileConditionSource, type Entity, recordContext } from "@dougong/fields";
import { type Problem, pointer, type UniqueDocument } from "@dougong/model";
import { collationOf } from "../../query/lower/collation.ts";
import type { ConstraintFacts } from "../../schema/tables/constraint-facts.ts";
import { rowEnvironment } from "../../schema/tables/row-environment.ts";
import { liveRow } from "../../schema/tables/unique-indexes.ts";
import { type RecordEngine, tablesOf } from "../parts.ts";
import { type RecordTables, storageOf, tableOf } from "../statements/columns.ts";
import { environmentOf } from "../steps/environment.ts";
import { holds } from "../steps/holds.ts";
import { subjectsOf } from "../steps/subjects.ts";
import type { RecordValues, Write } from "../steps/write.ts";

type UniqueFacts = Extract<ConstraintFacts, { readonly kind: "unique" }>;

/** A record or row that the unique counts, with where its fields were sent. */
interface Candidate {
  readonly values: RecordValues;
  readonly at: string;
  readonly write: Write;
}

/**
 * All places where a `unique` is broken: by records of the database, and among those written together, of which
 * the first is right. Which record holds the value is never said.
 */
export async function takenProblems(
  engine: RecordEngine,
  writes: readonly Write[],
  facts: Pick<UniqueFacts, "entity" | "index">,
): Promise<readonly Problem[]> {
  const [first] = writes;
  const entity = first?.context.catalogue.entities.get(facts.entity);
  const unique = entity?.document.unique?.[facts.index];
  if (first === undefined || entity === undefined || unique === undefined) return [];
  const candidates = counted(entity, unique, writes);
  const taken = await takenElsewhere(engine, first, entity, unique, candidates);
  const seen = new Set<string>();
  const broken = candidates.filter((candidate, index) => {
    const key = JSON.stringify(unique.fields.map((field) => candidate.values[field] ?? null));
    const again = seen.has(key);
    seen.add(key);
    return again || taken.has(index);
  });
  return broken.flatMap((candidate) => notUnique(entity, unique, candidate.at));
}

/** As `takenProblems`, for a refusal of the database: it stands even where the other record is gone again by now. */
export async function uniqueProblems(
  engine: RecordEngine,
  writes: readonly Write[],
  facts: UniqueFacts,
): Promise<readonly Problem[]> {
  const problems = await takenProblems(engine, writes, facts);
  const [first] = writes;
  const entity = first?.context.catalogue.entities.get(facts.entity);
  const unique = entity?.document.unique?.[facts.index];
  if (problems.length > 0 || entity === undefined || unique === undefined) return problems;
  const [candidate] = counted(entity, unique, writes);
  return candidate === undefined ? [] : notUnique(entity, unique, candidate.at);
}

function notUnique(entity: Entity, unique: UniqueDocument, at: string): readonly Problem[] {
  return unique.fields.map((name) => {
    const label = entity.fields.get(name)?.label ?? name;
    return { code: "not_unique", path: `${at}${pointer(name)}`, params: { label } };
  });
}

function counted(entity: Entity, unique: UniqueDocument, writes: readonly Write[]): readonly Candidate[] {
  return writes.flatMap((write) => {
    const condition = conditionOf(entity, unique, write);
    return candidatesOf(entity, write).filter(({ values, at }) => {
      // What could not be read is not known.
      if (unique.fields.some((field) => write.problems.some((one) => one.path === `${at}${pointer(field)}`)))
        return false;
      if (unique.nulls !== "equal" && unique.fields.some((field) => (values[field] ?? null) === null))
        return false;
      return condition === null || holds(condition, { ...environmentOf(write), record: values });
    });
  });
}

function candidatesOf(entity: Entity, write: Write): readonly Candidate[] {
  return subjectsOf(write)
    .filter((subject) => subject.entity.id === entity.id)
    .map(({ record, at }) => ({ values: record, at, write }));
}

function conditionOf(entity: Entity, unique: UniqueDocument, write: Write): Checked | null {
  if (unique.where === undefined) return null;
  const compiled = compileConditionSource(
    unique.where,
    recordContext(write.context.catalogue.entities, entity, "stored"),
  );
  return "checked" in compiled ? compiled.checked : null;
}

/** Places in the list whose values another live record of the database has. */
async function takenElsewhere(
  engine: RecordEngine,
  first: Write,
  entity: Entity,
  unique: UniqueDocument,
  candidates: readonly Candidate[],
): Promise<ReadonlySet<number>> {
  if (candidates.length === 0) return new Set();
  const tables = tablesOf(engine, first.context);
  const { text, values } = toQuery(takenStatement(tables, first, entity, unique, candidates));
  const found = await engine.workspace.pool.query<{ place: number }>(text, [...values]);
  return new Set(found.rows.map((row) => row.place));
}

function takenStatement(
  tables: RecordTables,
  first: Write,
  entity: Entity,
  unique: UniqueDocument,
  candidates: readonly Candidate[],
) {
  const columns = unique.fields.flatMap((name) => {
    const field = entity.fields.get(name);
    return field === undefined ? [] : [{ name, field }];
  });
  const arrays = columns.map(({ name, field }) => {
    const parameters = candidates.map(({ values }) =>
      storageOf(tables, field).parameter(values[name] ?? null, field.document),
    );
    return [
      arrayParameter(
        parameters.map((one) => one.value),
        parameters[0]?.type ?? "text",
      ),
    ];
  });
  const ids = arrayParameter(
    candidates.map(({ values }) => String(values.id)),
    "uuid",
  );
  const same = columns.map(({ name }) => {
    const equals = unique.nulls === "equal" ? "is not distinct from" : "=";
    return sql`r.${identifier(name)} ${[equals]} u.${identifier(name)}`;
  });
  const { timeZone, locale } = first.context.settings;
  const environment = rowEnvironment({ ...tables, timeZone, collation: collationOf(locale) }, "r");
  const where = conditionOf(entity, unique, first);
  const counts = where === null ? [] : sql` and (${lowerTruth(where, environment)})`;
  const names = join([["_id"], ...columns.map(({ name }) => identifier(name)), ["_place"]]);
  return sql`select (u._place - ${parameter("1", "int")})::int as place from unnest(${ids}, ${join(arrays)}) with ordinality as u (${names}) where exists (select 1 from ${tableOf(tables, entity)} as r where r."id" <> u._id and ${liveRow(entity, "r")}${counts} and ${join(same, " and ")})`;
}
