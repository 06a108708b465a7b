import {
  arrayParameter,
  type Checked,
  type Fragment,
  identifier,
  join,
  lowerTruth,
  parameter,
  sql,
} from "@dougong/expression";
import { compileConditionSource, type Entity, type Field, recordContext } from "@dougong/fields";
import { equalJson, type JsonValue, type Problem, pointer, type UniqueDocument } from "@dougong/model";
import { collationOf } from "../../query/lower/collation.ts";
import { rowEnvironment } from "../../schema/tables/row-environment.ts";
import { uniqueName } from "../../schema/tables/unique-indexes.ts";
import { type FlightStatement, rows } from "../flight/statement.ts";
import type { WriteContext } from "../record-service.ts";
import { recordKey, type WriteSession } from "../session/session.ts";
import { type RecordTables, storageOf, tableOf } from "../statements/columns.ts";
import { environmentOf } from "../steps/environment.ts";
import { holds } from "../steps/holds.ts";
import type { RecordValues, Write } from "../steps/write.ts";

/** The `unique` that an upsert goes by. */
export interface UpsertKey {
  readonly entity: Entity;
  readonly fields: readonly Field[];
  readonly unique: UniqueDocument;
  readonly where: Checked | null;
  /** The index that keeps it. */
  readonly constraint: string;
}

/** The entity's `unique` over just these fields, in any order; else what is wrong with them. */
export function upsertKey(
  context: WriteContext,
  entity: Entity,
  key: readonly string[] | undefined,
  path: string,
): UpsertKey | { readonly problems: readonly Problem[] } {
  const wanted = new Set(key);
  const unique = (entity.document.unique ?? []).find(
    (one) => one.fields.length === wanted.size && one.fields.every((field) => wanted.has(field)),
  );
  if (unique === undefined) {
    const known = (entity.document.unique ?? []).map((one) => one.fields.join(" + ")).join(", ");
    const params = { entity: entity.label, ...(known === "" ? {} : { known }) };
    return { problems: [{ code: "ambiguous", path: `${path}/key`, variant: "upsert_key", params }] };
  }
  const fields = unique.fields.flatMap((id) => entity.fields.get(id) ?? []);
  return {
    entity,
    fields,
    unique,
    where: conditionOf(context, entity, unique),
    constraint: uniqueName(entity, unique),
  };
}

function conditionOf(context: WriteContext, entity: Entity, unique: UniqueDocument): Checked | null {
  if (unique.where === undefined) return null;
  const compiled = compileConditionSource(
    unique.where,
    recordContext(context.catalogue.entities, entity, "stored"),
  );
  return "checked" in compiled ? compiled.checked : null;
}

/** What was sent for the key's fields; nothing but with `nulls: "equal"` may be left empty. */
export function keyValues(
  key: UpsertKey,
  given: RecordValues,
  at: string,
): { readonly values: RecordValues } | { readonly problems: readonly Problem[] } {
  const empty = key.fields.filter((field) => (given[field.id] ?? null) === null);
  if (empty.length === 0 || key.unique.nulls === "equal")
    return { values: Object.fromEntries(key.fields.map((field) => [field.id, given[field.id] ?? null])) };
  return {
    problems: empty.map((field) => ({
      code: "required",
      path: `${at}${pointer(field.id)}`,
      params: { label: field.label },
      expected: field.document.type,
      got: null,
    })),
  };
}

/** Makes all upserts of one key wait for each other, before any lock on a record. */
export function lockKeys(
  schema: string,
  keys: readonly { readonly key: UpsertKey; readonly values: RecordValues }[],
): readonly FlightStatement[] {
  const names = keys.map(({ key, values }) => {
    const own = key.fields.map((field) => values[field.id] ?? null);
    return `${schema}/upsert/${key.constraint}/${JSON.stringify(own)}`;
  });
  return [...new Set(names)]
    .sort()
    .map((name) =>
      rows(
        "lock the key",
        sql`select pg_advisory_xact_lock(hashtextextended(${parameter(name, "text")}, 0))`,
      ),
    );
}

/** A SELECT of the ids of records that have one of these values. */
export function recordsOfKey(
  tables: RecordTables,
  context: WriteContext,
  key: UpsertKey,
  values: readonly RecordValues[],
): Fragment {
  const arrays = key.fields.map((field) => {
    const parameters = values.map((one) =>
      storageOf(tables, field).parameter(one[field.id] ?? null, field.document),
    );
    return [
      arrayParameter(
        parameters.map((one) => one.value),
        parameters[0]?.type ?? "text",
      ),
    ];
  });
  const equals = key.unique.nulls === "equal" ? "is not distinct from" : "=";
  const same = key.fields.map(
    (field) => sql`r.${identifier(field.id)} ${[equals]} k.${identifier(field.id)}`,
  );
  const names = join(key.fields.map((field) => identifier(field.id)));
  const { timeZone, locale } = context.settings;
  const environment = rowEnvironment({ ...tables, timeZone, collation: collationOf(locale) }, "r");
  const counted = key.where === null ? [] : sql` and (${lowerTruth(key.where, environment)})`;
  return sql`select r."id" from unnest(${join(arrays)}) as k (${names}) join ${tableOf(tables, key.entity)} as r on ${join(same, " and ")} where r."_deleted_at" is null${counted}`;
}

/** The record that has these values as things stand in the session. */
export function recordWithKey(
  session: WriteSession,
  key: UpsertKey,
  values: RecordValues,
  start: Write,
): RecordValues | undefined {
  const prefix = recordKey(key.entity, "");
  const has = (record: RecordValues): boolean =>
    key.fields.every((field) =>
      equalJson((record[field.id] ?? null) as JsonValue, (values[field.id] ?? null) as JsonValue),
    ) &&
    (key.where === null || holds(key.where, { ...environmentOf(start), record }));
  for (const [name, record] of session.records)
    if (record !== null && name.startsWith(prefix) && has(record)) return record;
  return undefined;
}
