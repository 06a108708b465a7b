import { type Checked, identifier, lowerTruth, sql, toLiteralText } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { objectName, tableName } from "./names.ts";
import { rowEnvironment } from "./row-environment.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";
import type { ObjectModel } from "./table-model.ts";
import { triggerFunction } from "./trigger-function.ts";

type Invariant = Entity["invariants"][number];

export function invariantName(entity: Entity, id: string): string {
  return objectName(tableName(entity.id), "inv", id);
}

/** `record` is checked after each record with its lines, `commit` before the commit, `statement` at once (a CHECK). */
export function invariantTiming(entity: Entity, invariant: Invariant): "statement" | "record" | "commit" {
  const document = entity.document.invariants?.find((one) => one.id === invariant.id);
  if (document?.at === "commit") return "commit";
  return entity.derived.invariants.get(invariant.id)?.foreign === true ? "record" : "statement";
}

/** Names of the deferred constraints that `set constraints … immediate` forces at that moment. */
export function deferredInvariants(entity: Entity, at: "record" | "commit"): readonly string[] {
  return entity.invariants
    .filter((one) => invariantTiming(entity, one) === at)
    .map((one) => invariantName(entity, one.id));
}

/**
 * Invariants: CHECKs where the row says all. Those over sums and copies, which other writes change, are constraint
 * triggers on the rows that break them, and read the record again as it stands when they are forced. Null is not true, so it fails. What is in the trash is not judged until it comes back.
 */
export function invariants(context: TableContext, entity: Entity): readonly ObjectModel[] {
  return entity.invariants.flatMap((one) =>
    invariantTiming(entity, one) === "statement"
      ? [check(context, entity, one)]
      : constraintTrigger(context, entity, one),
  );
}

/** The check over columns of the row alone. */
function checkOf(entity: Entity, { id, check }: Invariant): Checked {
  return entity.derived.invariants.get(id)?.check ?? check;
}

function holds(context: TableContext, entity: Entity, invariant: Invariant, row: "r" | "new" | null) {
  const condition = checkOf(entity, invariant);
  const value = sql`(${lowerTruth(condition, rowEnvironment(context, row))})`;
  if (entity.owner !== null) return value;
  return sql`(${value} or ${[row === null ? "" : `${row}.`]}"_deleted_at" is not null)`;
}

function check(context: TableContext, entity: Entity, invariant: Invariant): ObjectModel {
  const table = qualifiedTable(context, entity);
  const name = invariantName(entity, invariant.id);
  return {
    kind: "check",
    name,
    target: `entity:${entity.document.id}/invariants/${invariant.id}`,
    create: toLiteralText(
      sql`alter table ${table} add constraint ${identifier(name)} check (${holds(context, entity, invariant, null)})`,
    ),
    drop: toLiteralText(sql`alter table ${table} drop constraint ${identifier(name)}`),
    broken: toLiteralText(sql`not ${holds(context, entity, invariant, "r")}`),
  };
}

function constraintTrigger(
  context: TableContext,
  entity: Entity,
  invariant: Invariant,
): readonly ObjectModel[] {
  const table = qualifiedTable(context, entity);
  const name = invariantName(entity, invariant.id);
  const target = `entity:${entity.document.id}/invariants/${invariant.id}`;
  const broken = toLiteralText(sql`not ${holds(context, entity, invariant, "r")}`);
  const call = identifier(context.schema, name);
  // The event may be old: what counts is the record as it stands now.
  const body = `
begin
  if exists (select 1 from ${toLiteralText(table)} as r where r.id = new.id and ${broken}) then
    raise exception using errcode = '23514', message = 'invariant', constraint = '${name}', table = '${tableName(entity.id)}', schema = '${context.schema}';
  end if;
  return null;
end `;
  return [
    triggerFunction(context, { name, target }, body),
    {
      kind: "constraint_trigger",
      name,
      target,
      create: toLiteralText(
        sql`create constraint trigger ${identifier(name)} after insert or update on ${table} deferrable initially deferred for each row when (not ${holds(context, entity, invariant, "new")}) execute function ${call}()`,
      ),
      drop: toLiteralText(sql`drop trigger ${identifier(name)} on ${table}`),
      broken,
    },
  ];
}
