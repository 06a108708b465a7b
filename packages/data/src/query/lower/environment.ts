import {
  type Checked,
  type Fragment,
  identifier,
  join,
  type PathRoot,
  type PathStep,
  parameter,
  type SqlEnvironment,
  sql,
} from "@dougong/expression";
import { asRow, type Entity, type RollupLink } from "@dougong/fields";
import type { Frame, Place } from "./frame.ts";
import { fieldNamed, fromId, fromPlace, fromRow } from "./path-value.ts";
import { columnOf, tableOf } from "./table.ts";
import { userPath } from "./user-path.ts";

/**
 * How the names of a checked expression stand in a SELECT. The record's own paths through references become
 * joins of its place; those of a row inside a list become subqueries, as its FROM is closed by then.
 */
export function environmentAt(frame: Frame, place: Place, rollup: RollupLink | null = null): SqlEnvironment {
  return {
    path: (root, steps, rows) => pathValue(frame, place, root, steps, rows),
    rows(list, alias, rows) {
      if (list.node === "path" && list.root.at === "root") return rollupRows(frame, place, rollup, alias);
      const { entity, owner } = listRows(frame, place, list, rows);
      return {
        from: sql`${tableOf(frame, entity)} as ${identifier(alias)}`,
        where: sql`${columnOf(alias, "_parent")} = ${owner}`,
      };
    },
    record: (entity, id, steps) => fromId(frame, entityNamed(frame, entity), id, steps),
    under: (entity, id, ancestors) => isUnder(frame, entityNamed(frame, entity), id, ancestors),
    now: parameter(frame.now, "timestamptz"),
    timeZone: parameter(frame.timeZone, "text"),
    schema: `"${frame.schema}"`,
  };
}

function pathValue(
  frame: Frame,
  place: Place,
  root: PathRoot,
  steps: readonly PathStep[],
  rows: readonly string[],
): Fragment {
  if (steps[0]?.name === "$index")
    return columnOf(root.at === "row" ? rowAlias(root.depth, rows) : place.alias, "_position");
  switch (root.at) {
    case "record":
      return fromPlace(frame, place, steps);
    case "parent":
      return fromPlace(frame, place.follow(fieldNamed(place.entity, "$parent")), steps);
    case "row":
      // A row of the statement's own FROM: its paths become joins.
      if (rowAlias(root.depth, rows) === place.alias) return fromPlace(frame, place, steps);
      return fromRow(frame, rowEntity(frame, steps), rowAlias(root.depth, rows), steps);
    case "root":
      if (root.name === "user") return userPath(frame, steps);
      throw new TypeError(`$${root.name} cannot be read in a query`);
  }
}

/** The records that a rollup runs over, tied to the one at a place; what is in the trash is absent. */
function rollupRows(
  frame: Frame,
  place: Place,
  rollup: RollupLink | null,
  alias: string,
): { readonly from: Fragment; readonly where: Fragment } {
  const entity = rollup === null ? undefined : frame.catalogue.entities.get(rollup.from);
  if (rollup === null || entity === undefined) throw new TypeError("$rows stands in rollups only");
  const ties = rollup.by.map(({ own, other }) => {
    const key = asRow(other);
    const steps = key.node === "path" ? key.steps : [];
    const ownValue = fromPlace(frame, place, [{ name: own, entity: place.entity.id, type: other.type }]);
    return sql`${fromRow(frame, entity, alias, steps)} = ${ownValue}`;
  });
  const owner = entity.owner === null ? undefined : frame.catalogue.entities.get(entity.owner.entity);
  const present =
    owner === undefined
      ? sql`${columnOf(alias, "_deleted_at")} is null`
      : sql`exists (select from ${tableOf(frame, owner)} as o where o.id = ${columnOf(alias, "_parent")} and o._deleted_at is null)`;
  return {
    from: sql`${tableOf(frame, entity)} as ${identifier(alias)}`,
    where: join([...ties, present], " and "),
  };
}

function listRows(
  frame: Frame,
  place: Place,
  list: Checked,
  rows: readonly string[],
): { readonly entity: Entity; readonly owner: Fragment } {
  if (list.node !== "path" || list.type.kind !== "rows")
    throw new TypeError("Only lines are lists in a query");
  const entity = frame.catalogue.entities.get(list.type.entity);
  const field = list.steps.at(-1);
  if (entity === undefined || field === undefined) throw new TypeError("A list without an entity");
  const before = list.steps.slice(0, -1);
  const ownId: PathStep = { name: "id", entity: field.entity, type: { kind: "text" } };
  return { entity, owner: pathValue(frame, place, list.root, [...before, ownId], rows) };
}

function rowAlias(depth: number, rows: readonly string[]): string {
  const alias = rows[rows.length - 1 - depth];
  if (alias === undefined) throw new TypeError("A row outside of its list");
  return alias;
}

function entityNamed(frame: Frame, id: string): Entity {
  const entity = frame.catalogue.entities.get(id);
  if (entity === undefined) throw new TypeError(`${id} is no entity`);
  return entity;
}

/** Climbs from the record to the top of its tree; `union` ends where a tree bites its tail. */
function isUnder(frame: Frame, entity: Entity, id: Fragment, ancestors: Fragment): Fragment {
  const { tree } = entity.document;
  if (tree === undefined) throw new TypeError(`${entity.id} is no tree`);
  const [up, at] = [frame.nextAlias(), frame.nextAlias()];
  const climb = sql`select ${columnOf(at, tree)} from ${identifier(up)} join ${tableOf(frame, entity)} as ${identifier(at)} on ${columnOf(at, "id")} = ${columnOf(up, "id")}`;
  return sql`exists (with recursive ${identifier(up)}(id) as (select ${id} union ${climb}) select 1 from ${identifier(up)} where id = any(${ancestors}))`;
}

function rowEntity(frame: Frame, steps: readonly PathStep[]): Entity {
  const id = steps[0]?.entity;
  const entity = id === null || id === undefined ? undefined : frame.catalogue.entities.get(id);
  if (entity === undefined) throw new TypeError("A row of no entity");
  return entity;
}
