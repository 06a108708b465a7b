import { identifier, join, lower, sql, toLiteralText } from "@dougong/expression";
import type { AggregateColumn, DerivedColumn, Entity, LookupColumn } from "@dougong/fields";
import { columnsRead } from "./affected.ts";
import { ofNothing, wholeAggregate } from "./aggregate-sql.ts";
import { keyLock } from "./key-lock.ts";
import { objectName, tableName } from "./names.ts";
import { parentLock } from "./parent-lock.ts";
import { rowEnvironment } from "./row-environment.ts";
import { searchAssignment } from "./search-column.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";
import type { ObjectModel } from "./table-model.ts";
import { triggerFunction } from "./trigger-function.ts";

/**
 * One trigger per table fills all computed columns of a row in one pass, whatever a statement sent for them: copies
 * of other records when the row points to them anew, then formulas in their order. Sums stand in columns that the
 * triggers of the other tables keep; a record starts with those of nothing.
 */
export function computeTrigger(context: TableContext, entity: Entity): readonly ObjectModel[] {
  const columns = entity.derived.columns;
  const search = searchAssignment(context, entity);
  if (columns.length + search.length === 0) return [];
  const statements = [
    ...starts(context, entity, columns),
    ...inGroups(columns).flatMap((group) => statementOf(context, entity, group)),
    ...search,
  ];
  return trigger(context, entity, `\nbegin\n${statements.join("\n")}\n  return new;\nend `);
}

/** Copies that lead over one column of the table itself are read together, before all else. */
function inGroups(columns: readonly DerivedColumn[]): readonly (readonly DerivedColumn[])[] {
  const derived = new Set(columns.map((column) => column.name));
  const groups = new Map<string, DerivedColumn[]>();
  const rest: DerivedColumn[][] = [];
  for (const column of columns) {
    if (column.kind === "aggregate") {
      if (column.outer.some((part) => columnsRead(part).length > 0)) rest.push([column]);
      continue;
    }
    if (column.kind === "formula" || derived.has(column.via)) {
      rest.push([column]);
      continue;
    }
    const group = groups.get(`${column.via}>${column.target}`) ?? [];
    groups.set(`${column.via}>${column.target}`, group);
    group.push(column);
  }
  return [...groups.values(), ...rest];
}

function statementOf(
  context: TableContext,
  entity: Entity,
  group: readonly DerivedColumn[],
): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  if (first.kind === "aggregate") return [shareAnew(context, first)];
  if (first.kind === "formula") {
    const value = lower(first.checked, rowEnvironment(context, "new"));
    return [toLiteralText(sql`  new.${identifier(first.name)} := ${value};`)];
  }
  return [
    lookUp(
      context,
      entity,
      first,
      group.filter((one) => one.kind === "lookup"),
    ),
  ];
}

/** What is shared out over the rows, or joined between them, comes from the record: its change is theirs. */
function shareAnew(context: TableContext, column: AggregateColumn): string {
  const names = [...new Set(column.outer.flatMap(columnsRead))];
  const changed = join(
    names.map((name) => sql`new.${identifier(name)} is distinct from old.${identifier(name)}`),
    " or ",
  );
  const value = wholeAggregate(context, column, "new");
  return toLiteralText(sql`  if tg_op = 'UPDATE' and (${changed}) then
    new.${identifier(column.name)} := ${value};
  end if;`);
}

/** The other record is held, so that a change of it under way cannot be missed: it waits, or is waited for. */
function lookUp(
  context: TableContext,
  entity: Entity,
  { via, target }: LookupColumn,
  group: readonly LookupColumn[],
): string {
  const lock = parentLock(context, entity, via, target);
  const sources = join(group.map((one) => identifier("t", one.source)));
  const into = join(group.map((one) => sql`new.${identifier(one.name)}`));
  const pointer = identifier(via);
  return toLiteralText(
    sql`  if tg_op = 'INSERT' or new.${pointer} is distinct from old.${pointer} then
    select ${sources} into ${into} from ${qualifiedTable(context, target)} as t where t.id = new.${pointer} ${[lock]};
  end if;`,
  );
}

function starts(context: TableContext, entity: Entity, columns: readonly DerivedColumn[]): readonly string[] {
  const aggregates = columns.filter((column) => column.kind === "aggregate");
  const matched = aggregates.filter((one) => !one.over.match.some((tie) => tie.own === "id"));
  const plain = aggregates.filter((one) => !matched.includes(one)).map(startOf);
  return [
    ...(plain.length === 0 ? [] : ["  if tg_op = 'INSERT' then", ...plain, "  end if;"]),
    ...byKey(matched).map((group) => refillByKey(context, entity, group)),
  ];
}

function startOf(column: AggregateColumn): string {
  const name = toLiteralText(identifier(column.name));
  const nothing = ofNothing(column);
  return column.local === null
    ? `    new.${name} := ${nothing};`
    : `    new.${name} := coalesce(new.${name}, ${nothing});`;
}

function byKey(columns: readonly AggregateColumn[]): readonly (readonly AggregateColumn[])[] {
  const groups = new Map<string, AggregateColumn[]>();
  for (const column of columns) {
    const key = JSON.stringify([column.over.entity, column.over.match]);
    groups.set(key, [...(groups.get(key) ?? []), column]);
  }
  return [...groups.values()];
}

/** Rows of a key may be there before the record that sums them up; whoever writes them takes the same lock. */
function refillByKey(context: TableContext, entity: Entity, group: readonly AggregateColumn[]): string {
  const [first] = group;
  if (first === undefined) return "";
  const { match } = first.over;
  const changed = join(
    match.map(({ own }) => sql`new.${identifier(own)} is distinct from old.${identifier(own)}`),
    " or ",
  );
  const key = match.map(({ own }) => sql`new.${identifier(own)}`);
  const into = join(group.map((one) => sql`new.${identifier(one.name)}`));
  const values = join(group.map((one) => wholeAggregate(context, one, "new")));
  return toLiteralText(
    sql`  if tg_op = 'INSERT' or ${changed} then
    perform ${keyLock(context, entity, key)};
    select ${values} into ${into};
  end if;`,
  );
}

function trigger(context: TableContext, entity: Entity, body: string): readonly ObjectModel[] {
  const table = qualifiedTable(context, entity);
  const name = objectName(tableName(entity.id), "fn", "compute");
  const call = identifier(context.schema, name);
  const target = `entity:${entity.document.id}`;
  return [
    triggerFunction(context, { name, target }, body),
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
