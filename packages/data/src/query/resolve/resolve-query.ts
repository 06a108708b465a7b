import type { Checked } from "@dougong/expression";
import type { Catalogue, Entity } from "@dougong/fields";
import { type Problem, ProblemError, type Query } from "@dougong/model";
import type { Access } from "../access/entity-access.ts";
import { type Cursor, openCursor } from "../page/cursor.ts";
import { resolveCondition } from "./condition.ts";
import { resolveLimit } from "./limit.ts";
import { namesOf } from "./names.ts";
import { resolveSearch, type Search } from "./search-terms.ts";
import { resolveSelection } from "./select-paths.ts";
import type { Selection } from "./selection.ts";
import { resolveSort, type SortItem } from "./sort-items.ts";
import { resolveTimeZone } from "./time-zone.ts";

/** A query whose names are all found and whose values are all within their limits. */
export interface ResolvedQuery {
  readonly entity: Entity;
  readonly selection: Selection;
  readonly where: Checked | null;
  readonly sort: readonly SortItem[];
  readonly search: Search | null;
  readonly limit: number;
  readonly count: "none" | "exact" | "estimate";
  readonly trash: "live" | "trashed";
  readonly timeZone: string;
  readonly cursor: Cursor | null;
}

/** What names are resolved against. */
export interface View {
  readonly catalogue: Catalogue;
  readonly access: Access;
  /** Zone of a query that names none. */
  readonly timeZone: string;
  readonly cursorSecret: string;
}

/**
 * Resolves a query's names as its reader sees them.
 *
 * @throws ProblemError `not_found` for no such entity, `forbidden` where the reader has no grant on it,
 * `validation_failed` with every problem of the query
 */
export function resolveQuery(view: View, query: Query): ResolvedQuery {
  const entity = readableEntity(view, query.from);
  const names = namesOf(view.catalogue, view.access, entity);
  const { selection, problems: selectProblems } = resolveSelection(view, entity, query.select, query.expand);
  const condition = resolveCondition(names, query.where);
  const sort = resolveSort(names, query.sort ?? []);
  const search = resolveSearch(names, entity, query.q);
  const limit = resolveLimit(query.limit);
  const zone = resolveTimeZone(query.timeZone, view.timeZone);
  const cursor = query.cursor === undefined ? null : openCursor(query.cursor, view.cursorSecret);
  const cursorProblems: readonly Problem[] = cursor === undefined ? [invalidCursor] : [];
  const problems = [
    ...selectProblems,
    ...condition.problems,
    ...sort.problems,
    ...search.problems,
    ...limit.problems,
    ...zone.problems,
    ...cursorProblems,
  ];
  if (problems.length > 0 || cursor === undefined) throw new ProblemError("validation_failed", problems);
  return {
    entity,
    selection,
    where: condition.checked,
    sort: sort.items,
    search: search.search,
    limit: limit.limit,
    count: query.count ?? "none",
    trash: query.trash === "only" ? "trashed" : "live",
    timeZone: zone.timeZone,
    cursor,
  };
}

/** The one answer to a cursor that was forged, cut off, or made for something else. */
export const invalidCursor: Problem = { code: "invalid_cursor", path: "/cursor" };

/**
 * @throws ProblemError `not_found`, `forbidden`
 */
export function readableEntity(view: Pick<View, "catalogue" | "access">, id: string): Entity {
  const entity = view.catalogue.entities.get(id);
  if (entity === undefined) throw new ProblemError("not_found");
  const owner = entity.owner === null ? entity : view.catalogue.entities.get(entity.owner.entity);
  // Rows are read with their owner's grants.
  if (owner === undefined || view.access.of(owner).read === "none") throw new ProblemError("forbidden");
  return entity;
}
