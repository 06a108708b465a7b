import { type CheckContext, type Checked, isScalar, type Type, typeName } from "@dougong/expression";
import { compileConditionSource, compileSource, type Entity } from "@dougong/fields";
import { type AggregateQuery, type Problem, ProblemError, pointer } from "@dougong/model";
import { resolveCondition } from "../resolve/condition.ts";
import { type Names, namesOf } from "../resolve/names.ts";
import { readableEntity, type View } from "../resolve/resolve-query.ts";
import { resolveTimeZone } from "../resolve/time-zone.ts";
import { unknownField } from "../resolve/unknown-field.ts";
import { type GroupKey, resolveGroups } from "./group-key.ts";
import { groupScope } from "./group-names.ts";

/** Rows that an aggregate answers at most. */
export const maxGroups = 10_000;
/** Groups, and measures, that one query may have. */
const maxNames = 100;
const longestName = 128;

/** An aggregate whose names are all found. */
export interface ResolvedAggregate {
  readonly entity: Entity;
  readonly where: Checked | null;
  readonly groups: readonly GroupKey[];
  readonly measures: readonly { readonly name: string; readonly checked: Checked }[];
  readonly having: Checked | null;
  readonly sort: readonly { readonly name: string; readonly descending: boolean }[];
  /** Null: all, of which there must be no more than `maxGroups`. */
  readonly limit: number | null;
  readonly timeZone: string;
}

/**
 * Resolves an aggregate as its reader sees the names.
 *
 * @throws ProblemError `not_found`, `forbidden`, `validation_failed` with every problem of the query
 */
export function resolveAggregate(view: Omit<View, "cursorSecret">, query: AggregateQuery): ResolvedAggregate {
  const entity = readableEntity(view, query.from);
  const names = namesOf(view.catalogue, view.access, entity);
  const condition = resolveCondition(names, query.where);
  const { groups, problems: groupProblems } = resolveGroups(names, query.groupBy ?? []);
  const types = new Map(groups.map((group): [string, Type] => [group.name, typeOfKey(group)]));
  const measured = resolveMeasures(names, entity, types, query.measures ?? {});
  const having = resolveHaving(names, entity, types, query.having);
  const sort = resolveSort(types, query.sort ?? []);
  const zone = resolveTimeZone(query.timeZone, view.timeZone);
  const problems = [
    ...condition.problems,
    ...groupProblems,
    ...nameProblems(query),
    ...measured.problems,
    ...having.problems,
    // A measure that is at fault has no name to sort by; its fault is told already.
    ...(measured.problems.length + groupProblems.length > 0 ? [] : sort.problems),
    ...limitProblems(query.limit),
    ...zone.problems,
  ];
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
  return {
    entity,
    where: condition.checked,
    groups,
    measures: measured.measures,
    having: having.checked,
    sort: sort.items,
    limit: query.limit ?? null,
    timeZone: zone.timeZone,
  };
}

function typeOfKey(group: GroupKey): Type {
  if (group.bucket !== null) return { kind: group.bucket === "hour" ? "datetime" : "date" };
  return group.steps.at(-1)?.type ?? { kind: "null" };
}

/** Where measures stand: bare names are groups and earlier measures, inside of SUM and its kin the record's. */
function measureContext(names: Names, entity: Entity, types: ReadonlyMap<string, Type>): CheckContext {
  return {
    scope: groupScope(types),
    rows: { kind: "rows", entity: entity.id, row: names.scope },
    ...(names.parent === undefined ? {} : { rowsParent: names.parent }),
  };
}

function resolveMeasures(
  names: Names,
  entity: Entity,
  types: Map<string, Type>,
  sources: NonNullable<AggregateQuery["measures"]>,
): { readonly measures: ResolvedAggregate["measures"]; readonly problems: readonly Problem[] } {
  const measures: { readonly name: string; readonly checked: Checked }[] = [];
  const problems: Problem[] = [];
  for (const [name, source] of Object.entries(sources)) {
    const at = pointer("measures", name);
    const compiled = compileSource(source, measureContext(names, entity, types));
    if ("problems" in compiled) {
      problems.push(...compiled.problems.map((problem) => ({ ...problem, path: at + problem.path })));
      continue;
    }
    const { checked } = compiled;
    if (isScalar(checked.type)) measures.push({ name, checked });
    else
      problems.push({
        code: "type_mismatch",
        path: at,
        params: { label: name },
        expected: "a single value",
        got: typeName(checked.type),
      });
    types.set(name, checked.type);
  }
  return { measures, problems };
}

function resolveHaving(
  names: Names,
  entity: Entity,
  types: ReadonlyMap<string, Type>,
  source: AggregateQuery["having"],
): { readonly checked: Checked | null; readonly problems: readonly Problem[] } {
  if (source === undefined || source === null || source === "") return { checked: null, problems: [] };
  const compiled = compileConditionSource(source, measureContext(names, entity, types));
  if (!("problems" in compiled)) return { checked: compiled.checked, problems: [] };
  return {
    checked: null,
    problems: compiled.problems.map((problem) => ({ ...problem, path: `/having${problem.path}` })),
  };
}

function resolveSort(
  types: ReadonlyMap<string, Type>,
  sort: readonly string[],
): { readonly items: ResolvedAggregate["sort"]; readonly problems: readonly Problem[] } {
  const items = sort.map((text) => ({ name: text.replace(/^-/, ""), descending: text.startsWith("-") }));
  const problems = items.flatMap(({ name }, index) =>
    types.has(name) ? [] : [unknownField(pointer("sort", index), name, [...types.keys()])],
  );
  return { items, problems };
}

function nameProblems({ groupBy = [], measures = {} }: AggregateQuery): readonly Problem[] {
  const named = [
    ...groupBy.map((item, index) => ({
      name: item.as ?? item.field,
      path: pointer("groupBy", index, item.as === undefined ? "field" : "as"),
    })),
    ...Object.keys(measures).map((name) => ({ name, path: pointer("measures", name) })),
  ];
  const tooMany = [
    ["/groupBy", groupBy.length] as const,
    ["/measures", Object.keys(measures).length] as const,
  ];
  return [
    ...tooMany.flatMap(([path, got]): readonly Problem[] =>
      got <= maxNames
        ? []
        : [{ code: "too_many", path, params: { max: maxNames }, expected: { max: maxNames }, got }],
    ),
    ...named.flatMap(({ name, path }, place): readonly Problem[] => {
      if (named.findIndex((one) => one.name === name) < place)
        return [{ code: "not_unique", path, params: { label: name.slice(0, longestName) } }];
      const fits =
        name !== "" && name.length <= longestName && !name.startsWith("$") && !name.startsWith("-");
      return fits
        ? []
        : [{ code: "bad_format", path, params: { label: "name", example: "revenue" }, expected: "name" }];
    }),
  ];
}

function limitProblems(limit: number | undefined): readonly Problem[] {
  if (limit === undefined) return [];
  const bounds = { path: "/limit", expected: { min: 1, max: maxGroups }, got: limit };
  if (limit > maxGroups)
    return [{ ...bounds, code: "too_many", params: { max: maxGroups }, expected: { max: maxGroups } }];
  return Number.isInteger(limit) && limit >= 1
    ? []
    : [{ ...bounds, code: "out_of_range", params: { label: "limit", min: 1, max: maxGroups } }];
}
