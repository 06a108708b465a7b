import type { Catalogue, Entity } from "@dougong/fields";
import { isJsonObject, type JsonObject, type JsonValue, pointerSegments } from "@dougong/model";
import type { Access } from "../access/entity-access.ts";
import { type RecordField, recordField } from "../resolve/record-field.ts";

/** The changes of one version that the reader may see, with masks where they see a part. */
export function readableChanges(
  catalogue: Catalogue,
  access: Access,
  entity: Entity,
  changes: readonly JsonObject[],
): readonly JsonObject[] {
  return changes.flatMap((change) => {
    const found = fieldAt(catalogue, access, entity, pointerSegments(String(change.path ?? "")));
    if (found === "hidden") return [];
    if (found === "whole") return [change];
    return [
      {
        ...change,
        from: shown(catalogue, access, found, change.from),
        to: shown(catalogue, access, found, change.to),
      },
    ];
  });
}

interface ChangedField {
  readonly entity: Entity;
  readonly id: string;
  readonly field: RecordField | undefined;
}

/** `/lines/{row}/qty` is a field of the rows, `/lines` their order, anything else a field of the record. */
function fieldAt(
  catalogue: Catalogue,
  access: Access,
  entity: Entity,
  segments: readonly string[],
): ChangedField | "hidden" | "whole" {
  const [name = "", , inner] = segments;
  const id = currentId(entity, name);
  const field = recordField(entity, id);
  if (access.of(entity).field(id) === "none") return "hidden";
  if (field?.kind !== "lines" || field.to === null) return { entity, id, field };
  const rows = catalogue.entities.get(field.to);
  if (rows === undefined || inner === undefined) return "whole";
  const rowField = currentId(rows, inner);
  return access.of(rows).field(rowField) === "none"
    ? "hidden"
    : { entity: rows, id: rowField, field: recordField(rows, rowField) };
}

/** A field that was renamed since is judged by what it is now. */
function currentId(entity: Entity, name: string): string {
  if (entity.fields.has(name)) return name;
  const renamed = [...entity.fields.values()].find((field) =>
    [field.document.was ?? []].flat().includes(name),
  );
  return renamed?.id ?? name;
}

function shown(
  catalogue: Catalogue,
  access: Access,
  { entity, id, field }: ChangedField,
  value: JsonValue | undefined,
): JsonValue {
  const rights = access.of(entity).field(id);
  if (value === undefined || value === null || rights === "none") return null;
  if (rights !== "read") return mask(String(value), rights.mask.start, rights.mask.end);
  const target =
    (field?.kind === "reference" || field?.kind === "references") && field.to !== null
      ? catalogue.entities.get(field.to)
      : undefined;
  // Which of the records a reference once pointed to may be seen is not asked one by one.
  return target !== undefined && access.of(target).read !== "all" ? null : value;
}

function mask(text: string, start: number, end: number): string {
  const characters = [...text];
  if (characters.length <= start + end) return "*".repeat(characters.length);
  return [
    ...characters.slice(0, start),
    "*".repeat(characters.length - start - end),
    ...characters.slice(characters.length - end),
  ].join("");
}

/** The list that the change log keeps as JSON text. */
export function readChanges(text: string): readonly JsonObject[] {
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? parsed.filter(isJsonObject) : [];
}
