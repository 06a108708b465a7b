import { arrayParameter, type Fragment, identifier, join, parameter, sql } from "@dougong/expression";
import type { Entity, Field } from "@dougong/fields";
import { pointer } from "@dougong/model";
import { holdsFiles } from "../../schema/tables/file-holders.ts";
import type { FlightStatement } from "../flight/statement.ts";
import type { RecordTables } from "../statements/columns.ts";
import { raise } from "../statements/raise.ts";
import type { RecordValues } from "../steps/write.ts";

/** A file that a write newly names: it must be there, and free for this place. */
export interface NewFile {
  readonly id: string;
  readonly path: string;
  readonly label: string;
  /** Whoever writes: their own files they may attach. */
  readonly by: string | null;
  /** What the record or row had before may come back to it. */
  readonly holder: { readonly entity: string; readonly id: string; readonly field: Field };
}

/** Files that a record or row names and did not name before. */
export function filesIn(
  entity: Entity,
  values: RecordValues,
  before: RecordValues | null,
  place: { readonly by: string | null; path(field: string): string },
): readonly NewFile[] {
  return [...entity.fields.values()].filter(holdsFiles).flatMap((field) => {
    const value = values[field.id];
    const kept = listOf(before?.[field.id]);
    const isMany = Array.isArray(value);
    return listOf(value).flatMap((id, index) => {
      if (kept.includes(id)) return [];
      const path = `${place.path(field.id)}${isMany ? pointer(index) : ""}`;
      const holder = { entity: entity.id, id: String(values.id), field };
      return [{ id, path, label: field.label, by: place.by, holder }];
    });
  });
}

function listOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/**
 * Holds the files that a write names and refuses with `reference_not_found` unless each is there, is the writer's own
 * and held by nothing, or was this field's before. What the field takes (`accept`, `maxSize`) is asked here, too.
 */
export function lockFiles(tables: RecordTables, files: readonly NewFile[]): readonly FlightStatement[] {
  if (files.length === 0) return [];
  const ids = [...new Set(files.map((file) => file.id))].sort();
  const free = join(
    files.map(
      (file) =>
        sql`(f.id = ${parameter(file.id, "uuid")} and ${isFree(file)} and ${fits(file.holder.field)})`,
    ),
    " or ",
  );
  const held = sql`select f.id from ${identifier(tables.schema, "_file")} as f where f.id = any(${arrayParameter(ids, "uuid")}) and f.sha256 <> '' and (${free}) order by f.id for update`;
  const count = parameter(String(ids.length), "int");
  return [
    raise(tables.schema, "reference_not_found", sql`(select count(*) from (${held}) as held) = ${count}`),
  ];
}

/** The condition under which a file may be named at a place; the alias is `f`. */
export function isFree({ by, holder }: NewFile): Fragment {
  const own = sql`not f.attached and f.created_by is not distinct from ${parameter(by, "uuid")}`;
  const before = sql`f.holder = ${parameter(holder.id, "uuid")} and f.holder_entity = ${parameter(holder.entity, "text")} and f.holder_field = ${parameter(holder.field.id, "text")}`;
  return sql`((${own}) or (${before}))`;
}

function fits(field: Field): Fragment {
  const { maxSize } = field.document;
  const size =
    typeof maxSize === "number" ? sql`f.size <= ${parameter(String(maxSize), "bigint")}` : ["true"];
  const accept = Array.isArray(field.document.accept) ? field.document.accept.map(String) : [];
  if (accept.length === 0) return size;
  const each = accept.map((one) => {
    const wanted = one.toLowerCase();
    if (wanted.startsWith("."))
      return sql`right(lower(f.name), ${[String(wanted.length)]}) = ${parameter(wanted, "text")}`;
    if (!wanted.endsWith("/*")) return sql`f.type = ${parameter(wanted, "text")}`;
    return sql`starts_with(f.type, ${parameter(wanted.slice(0, -1), "text")})`;
  });
  return sql`${size} and (${join(each, " or ")})`;
}
