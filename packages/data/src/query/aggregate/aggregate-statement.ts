import {
  type Checked,
  type Fragment,
  identifier,
  join,
  lower,
  lowerCondition,
  parameter,
  raw,
  type SqlEnvironment,
  sql,
  sqlText,
  type Type,
} from "@dougong/expression";
import { columnAlias } from "../lower/alias.ts";
import { environmentAt } from "../lower/environment.ts";
import type { Frame, Place } from "../lower/frame.ts";
import { labelOf } from "../lower/label.ts";
import { fieldNamed, fromPlace, placeBefore } from "../lower/path-value.ts";
import { type Root, rootAt } from "../lower/place.ts";
import { columnOf, tableOf } from "../lower/table.ts";
import type { RecordField } from "../resolve/record-field.ts";
import { type GroupKey, startOfBucket } from "./group-key.ts";
import { nameOfSteps } from "./group-names.ts";
import { maxGroups, type ResolvedAggregate } from "./resolve-aggregate.ts";

/** A group or measure as a column of the grouped rows. */
interface Column {
  readonly name: string;
  readonly value: Fragment;
  /** Its JSON text, never null. */
  readonly json: Fragment;
  /** What it is sorted by, the nearest first. */
  readonly order: readonly Fragment[];
}

/**
 * One statement: `data` is the JSON array as text, `found` the number of its rows. Rows are filtered and grouped
 * inside; sorted, cut off and formatted outside.
 */
export function aggregateStatement(frame: Frame, query: ResolvedAggregate): Fragment {
  const root = rootAt(frame, query.entity, frame.nextAlias());
  const keys = query.groups.map((group) => keyValue(frame, root, group));
  const named = new Map(query.groups.map((group, index) => [group.name, raw(`k._k${index}`)]));
  const environment = groupEnvironment(frame, root, named);
  const measures = query.measures.map(({ name, checked }) => {
    const value = lower(checked, environment);
    named.set(name, sql`(${value})`);
    return value;
  });
  const having = query.having === null ? [] : sql` having ${lowerCondition(query.having, environment)}`;
  const conditions = [frame.visible(frame, query.entity, root.alias, "live")];
  if (query.where !== null) conditions.push(sql`(${frame.condition(frame, root, query.where)})`);

  const places = keys.map((_, index) => raw(`k._k${index}`));
  const shown = join([
    ...places.map((place, index) => sql`${place} as ${raw(`_k${index}`)}`),
    ...measures.map((value, index) => sql`${value} as ${raw(`_m${index}`)}`),
    ...(keys.length + measures.length === 0 ? [raw("count(*) as _n")] : []),
  ]);
  // The keys are worked out once, beside the row: select, group by and having then name the same thing.
  const beside =
    keys.length === 0
      ? []
      : sql` cross join lateral (select ${join(keys.map((value, index) => sql`${value} as ${raw(`_k${index}`)}`))}) as k`;
  const grouped = sql`select ${shown} from ${tableOf(frame, query.entity)} as ${columnAlias(root.alias)}${root.joins()}${beside} where ${join(conditions, " and ")}${keys.length === 0 ? [] : sql` group by ${join(places)}`}${having}`;

  const columns = [
    ...query.groups.flatMap((group, index) => keyColumns(frame, root, group, raw(`g._k${index}`))),
    ...query.measures.map(({ name, checked }, index) =>
      measureColumn(frame, name, checked.type, raw(`g._m${index}`)),
    ),
  ];
  const order = join([
    ...query.sort.flatMap((item) =>
      (columns.find((column) => column.name === item.name)?.order ?? []).map(
        (value) => sql`${value}${[item.descending ? " desc nulls last" : ""]}`,
      ),
    ),
    ...columns.slice(0, columns.length - query.measures.length).flatMap((column) => column.order),
    raw("1"),
  ]);
  const limit = raw(String(query.limit ?? maxGroups + 1));
  const rows = sql`select ${objectText(columns)} as j, row_number() over (order by ${order}) as n from (${grouped}) as g order by n limit ${limit}`;
  return sql`select coalesce('[' || string_agg(o.j, ',' order by o.n) || ']', '[]') as data, count(*) as found from (${rows}) as o`;
}

function keyValue(frame: Frame, root: Place, group: GroupKey): Fragment {
  if (group.bucket === null) return fromPlace(frame, root, group.steps);
  const type = group.steps.at(-1)?.type ?? { kind: "null" };
  const path: Checked = { node: "path", type, root: { at: "record" }, steps: group.steps };
  return frame.expression(frame, root, startOfBucket(path, group.bucket));
}

/** Bare names are groups and measures; the row of an aggregate is the record at `root`, joins and all. */
function groupEnvironment(frame: Frame, root: Root, named: ReadonlyMap<string, Fragment>): SqlEnvironment {
  const rows = environmentAt(frame, root);
  return {
    ...rows,
    group: { alias: root.alias, place: columnOf(root.alias, "id") },
    path(from, steps, around) {
      if (from.at !== "record") return rows.path(from, steps, around);
      const value = named.get(nameOfSteps(steps));
      if (value === undefined) throw new TypeError("A name of no group and no measure");
      return value;
    },
  };
}

/** The group itself, and its label where that is asked for. */
function keyColumns(frame: Frame, root: Root, group: GroupKey, value: Fragment): readonly Column[] {
  const last = group.steps.at(-1);
  if (last === undefined) return [];
  if (group.bucket !== null) {
    const type: Type = { kind: group.bucket === "hour" ? "datetime" : "date" };
    return [{ name: group.name, value, json: jsonOf(frame, value, type), order: [value] }];
  }
  const field = fieldNamed(placeBefore(root, group.steps).entity, last.name);
  const json = sql`coalesce(to_json(${fieldJson(frame, field, value)})::text, 'null')`;
  if (field.kind !== "reference")
    return [{ name: group.name, value, json, order: [sortValue(frame, field, value), value] }];
  const label = labelOfId(frame, field, value);
  const order = [sql`${label} collate ${frame.collation}`, value];
  const key = { name: group.name, value, json, order };
  if (!group.label) return [key];
  const text = sql`coalesce(to_json(${label})::text, 'null')`;
  return [key, { name: `${group.name}.$label`, value: label, json: text, order: [] }];
}

function fieldJson(frame: Frame, field: RecordField, value: Fragment): Fragment {
  if (field.id === "id") return value;
  return frame.storages[field.document.type]?.toJson(value, field.document) ?? value;
}

function sortValue(frame: Frame, field: RecordField, value: Fragment): Fragment {
  if (field.system) return value;
  return frame.storages[field.document.type]?.sortKey(value, field.document, frame.collation) ?? value;
}

/** The label of the record that a group stands for; its FROM is a statement of its own, as groups are few. */
function labelOfId(frame: Frame, field: RecordField, id: Fragment): Fragment {
  const target = field.to === null ? undefined : frame.catalogue.entities.get(field.to);
  if (target === undefined) return raw("null::text");
  const record = rootAt(frame, target, frame.nextAlias());
  const label = labelOf(frame, record);
  return sql`(select ${label} from ${tableOf(frame, target)} as ${columnAlias(record.alias)}${record.joins()} where ${columnOf(record.alias, "id")} = ${id} and ${frame.visible(frame, target, record.alias, "live")})`;
}

function measureColumn(frame: Frame, name: string, type: Type, value: Fragment): Column {
  const order = type.kind === "text" ? sql`${value} collate ${frame.collation}` : value;
  return { name, value, json: jsonOf(frame, value, type), order: [order] };
}

/** A value in its JSON contract form. */
function jsonOf(frame: Frame, value: Fragment, type: Type): Fragment {
  const plain = type.kind === "integer" || type.kind === "boolean";
  const helper = (name: string) => identifier(frame.schema, name);
  const shown = plain ? value : sqlText(value, type, { helper });
  return sql`coalesce(to_json(${shown})::text, 'null')`;
}

/** `{"month":…,"revenue":…}` as text; names may be longer than PostgreSQL's. */
function objectText(columns: readonly Column[]): Fragment {
  const members = columns.map(({ name, json }, index) => {
    const before = `${index === 0 ? "" : ","}${JSON.stringify(name)}:`;
    return sql`${parameter(before, "text")} || ${json}`;
  });
  return join([raw("'{'"), ...members, raw("'}'")], " || ");
}
