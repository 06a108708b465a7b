import { type Fragment, identifier, join, lower, sql, toLiteralText } from "@dougong/expression";
import type { Entity, OwnAggregate } from "@dougong/fields";
import { dollarQuoted } from "./dollar-quoted.ts";
import { objectName, tableName } from "./names.ts";
import { rowFieldsRead } from "./reads-rows.ts";
import { rowEnvironment } from "./row-environment.ts";
import { storedAggregates } from "./stored-fields.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";
import type { ObjectModel } from "./table-model.ts";

/**
 * Triggers on a table of rows that keep their owner's aggregates. Each locks the owners in order, in a statement
 * of its own (only the next statement sees what the holder of a lock committed), works the aggregates out again
 * and writes only what differs: mostly nothing, as a flight sends them already.
 */
export function lineAggregates(context: TableContext, entity: Entity): readonly ObjectModel[] {
  const owner = entity.owner === null ? undefined : context.catalogue.entities.get(entity.owner.entity);
  if (owner === undefined || entity.owner === null) return [];
  const aggregates = aggregatesOver(owner, entity.owner.field);
  if (aggregates.length === 0) return [];
  const table = toLiteralText(qualifiedTable(context, entity));
  const name = objectName(tableName(entity.id), "fn", "roll_up");
  const call = `${toLiteralText(identifier(context.schema, name))}()`;
  const target = `entity:${entity.document.id}`;
  const create = `create or replace function ${call} returns trigger language plpgsql as ${dollarQuoted(rollUp(context, owner, aggregates))}`;
  const onEvent = (event: "insert" | "update" | "delete", transition: string): ObjectModel => {
    const trigger = objectName(tableName(entity.id), "tr", `roll_up_${event}`);
    return {
      kind: "trigger",
      name: trigger,
      target,
      create: `create trigger "${trigger}" after ${event} on ${table} referencing ${transition} for each statement execute function ${call}`,
      drop: `drop trigger "${trigger}" on ${table}`,
    };
  };
  return [
    { kind: "function", name, target, create, drop: `drop function ${call}` },
    onEvent("insert", "new table as n"),
    onEvent("update", "old table as o new table as n"),
    onEvent("delete", "old table as o"),
  ];
}

/** The statement that brings all records' aggregates up to date; null where there are none. */
export function refreshAggregates(context: TableContext, owner: Entity): string | null {
  const aggregates = storedAggregates(owner);
  return aggregates.length === 0 ? null : toLiteralText(updateOwners(context, owner, aggregates, []));
}

function aggregatesOver(owner: Entity, lines: string): readonly OwnAggregate[] {
  return storedAggregates(owner).filter((one) => one.lines === lines);
}

function rollUp(context: TableContext, owner: Entity, aggregates: readonly OwnAggregate[]): string {
  const names = [
    ...new Set(["_parent", "_position", ...aggregates.flatMap(({ checked }) => rowFieldsRead(checked))]),
  ];
  const tuple = (alias: string) =>
    toLiteralText(sql`(${join(names.map((name) => identifier(alias, name)))})`);
  const update = toLiteralText(updateOwners(context, owner, aggregates, sql`o.id = any(parents)`));
  // A transition table exists only for its own event; a statement of plpgsql is planned when it is first run.
  return `
declare parents uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct n._parent) into parents from n;
  elsif tg_op = 'DELETE' then
    select array_agg(distinct o._parent) into parents from o;
  else
    select array_agg(distinct k.parent) into parents
    from n join o on o.id = n.id cross join lateral (values (n._parent), (o._parent)) as k (parent)
    where ${tuple("n")} is distinct from ${tuple("o")};
  end if;
  if parents is null then return null; end if;
  perform 1 from ${toLiteralText(qualifiedTable(context, owner))} as p where p.id = any(parents) order by p.id for no key update;
  ${update};
  return null;
end `;
}

function updateOwners(
  context: TableContext,
  owner: Entity,
  aggregates: readonly OwnAggregate[],
  which: Fragment,
): Fragment {
  const table = qualifiedTable(context, owner);
  const environment = rowEnvironment(context, "o");
  const values = aggregates.map(
    ({ column, checked }) => sql`${lower(checked, environment)} as ${identifier(column)}`,
  );
  const columns = aggregates.map(({ column }) => column);
  const assignments = join(columns.map((column) => sql`${identifier(column)} = ${identifier("x", column)}`));
  const of = (alias: string) => sql`(${join(columns.map((column) => identifier(alias, column)))})`;
  return sql`update ${table} as p set ${assignments} from (select o.id, ${join(values)} from ${table} as o${which.length === 0 ? [] : sql` where ${which}`}) as x where p.id = x.id and ${of("p")} is distinct from ${of("x")}`;
}
