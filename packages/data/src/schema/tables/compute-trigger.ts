import { identifier, lower, sql, toLiteralText } from "@dougong/expression";
import type { Entity, OwnAggregate } from "@dougong/fields";
import { dollarQuoted } from "./dollar-quoted.ts";
import { objectName, tableName } from "./names.ts";
import { rowEnvironment } from "./row-environment.ts";
import { storedAggregates, storedFormulas } from "./stored-fields.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";
import type { ObjectModel } from "./table-model.ts";
import { withAggregateColumns } from "./with-aggregate-columns.ts";

/** What an aggregate of no rows is; null for all others. */
const ofNothing: Readonly<Record<string, string>> = { sum: "0", count: "0", all: "true", any: "false" };

/**
 * One trigger per table works out all same-row formulas in one pass, whatever a statement sent for them. Sums of
 * own lines stand in columns that the lines' trigger keeps; a record without lines starts with those of nothing.
 */
export function computeTrigger(context: TableContext, entity: Entity): readonly ObjectModel[] {
  const formulas = storedFormulas(entity);
  if (formulas.length === 0) return [];
  const environment = rowEnvironment(context, "new");
  const assignments = formulas.map((field) => {
    if (field.formula === null) throw new TypeError(`${field.id} is no formula`);
    const value = lower(withAggregateColumns(field.formula.checked, field.aggregates), environment);
    return toLiteralText(sql`  new.${identifier(field.id)} := ${value};`);
  });
  const body = `\nbegin\n${[...starts(storedAggregates(entity)), ...assignments].join("\n")}\n  return new;\nend `;
  return trigger(context, entity, body);
}

function starts(aggregates: readonly OwnAggregate[]): readonly string[] {
  const lines = aggregates.flatMap(({ column, checked }) => {
    const value = ofNothing[checked.operator];
    const name = toLiteralText(identifier(column));
    return value === undefined ? [] : [`    new.${name} := coalesce(new.${name}, ${value});`];
  });
  return lines.length === 0 ? [] : ["  if tg_op = 'INSERT' then", ...lines, "  end if;"];
}

function trigger(context: TableContext, entity: Entity, body: string): readonly ObjectModel[] {
  const table = qualifiedTable(context, entity);
  const name = objectName(tableName(entity.id), "fn", "compute");
  const call = identifier(context.schema, name);
  const target = `entity:${entity.document.id}`;
  return [
    {
      kind: "function",
      name,
      target,
      create: `create or replace function ${toLiteralText(call)}() returns trigger language plpgsql as ${dollarQuoted(body)}`,
      drop: toLiteralText(sql`drop function ${call}()`),
    },
    {
      kind: "trigger",
      name,
      target,
      create: toLiteralText(
        sql`create trigger ${identifier(name)} before insert or update on ${table} for each row execute function ${call}()`,
      ),
      drop: toLiteralText(sql`drop trigger ${identifier(name)} on ${table}`),
    },
  ];
}
