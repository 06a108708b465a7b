import { identifier, sql, toLiteralText } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { affectedCopies, affectedSums } from "./affected.ts";
import { logComputed } from "./log-computed.ts";
import { objectName, tableName } from "./names.ts";
import { passOn } from "./pass-on.ts";
import { sumUp } from "./sum-up.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";
import type { ObjectModel } from "./table-model.ts";
import { triggerFunction } from "./trigger-function.ts";

type Event = "insert" | "update" | "delete";

const transitions: Readonly<Record<Event, string>> = {
  insert: "new table as n",
  update: "old table as o new table as n",
  delete: "old table as o",
};

/**
 * What a change of an entity's rows does elsewhere, by one trigger a statement: it is told to the change log where
 * only computed values changed, sums over the rows follow, and copies of their values. Each part stops at once where
 * nothing changed for it. Other tables' triggers go on from there, until nothing changes any more: what reads what
 * is free of circles.
 */
export function consequences(context: TableContext, entity: Entity): readonly ObjectModel[] {
  const log = logComputed(context, entity);
  const sums = affectedSums(context, entity).map((one) => sumUp(context, one));
  const copies = affectedCopies(context, entity).map((one) => passOn(context, entity, one));
  const onUpdate = [...(log === null ? [] : [log]), ...sums.map((sum) => sum.update), ...copies];
  if (onUpdate.length === 0) return [];
  const body = `
declare
  ids uuid[];
  changed int;
begin
  if tg_op = 'UPDATE' then
${onUpdate.join("\n")}
  elsif tg_op = 'INSERT' then
${sums.map((sum) => sum.insert).join("\n") || "    null;"}
  else
${sums.map((sum) => sum.delete).join("\n") || "    null;"}
  end if;
  return null;
end `;
  return objects(context, entity, body, sums.length === 0 ? ["update"] : ["insert", "update", "delete"]);
}

// A transition table exists only for its own event; a statement of plpgsql is planned when it is first run.
function objects(
  context: TableContext,
  entity: Entity,
  body: string,
  events: readonly Event[],
): readonly ObjectModel[] {
  const table = toLiteralText(qualifiedTable(context, entity));
  const name = objectName(tableName(entity.id), "fn", "consequences");
  const call = `${toLiteralText(identifier(context.schema, name))}()`;
  const target = `entity:${entity.document.id}`;
  const triggers = events.map((event): ObjectModel => {
    const trigger = objectName(tableName(entity.id), "tr", `consequences_${event}`);
    return {
      kind: "trigger",
      name: trigger,
      target,
      create: `create trigger "${trigger}" after ${event} on ${table} referencing ${transitions[event]} for each statement execute function ${call}`,
      drop: toLiteralText(sql`drop trigger ${identifier(trigger)} on ${qualifiedTable(context, entity)}`),
    };
  });
  return [triggerFunction(context, { name, target }, body), ...triggers];
}
