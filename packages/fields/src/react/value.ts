import type { Value } from "@dougong/expression";
import type { DisplayFormat, FieldDocument } from "@dougong/model";

/** Readers of a value's or a field's shape, shared by widgets and cells. */

export function textOf(value: Value | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") return "";
  return String(value);
}

export function isEmpty(value: Value | undefined): boolean {
  return (
    value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

/** The members of a list as they are. */
export function membersOf(value: Value | undefined): readonly Value[] {
  return value !== null && value !== undefined && typeof value === "object" && isList(value) ? value : [];
}

/** True for an id as this platform makes them. */
export function isRecordIdText(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** The texts of a list: chosen options, ids of references, which may be expanded objects. */
export function listOf(value: Value | undefined): readonly string[] {
  return membersOf(value).flatMap((member) => idOf(member) ?? []);
}

/** The id of a reference, given as an id or as an expanded object. */
export function idOf(value: Value | undefined): string | null {
  if (typeof value === "string" && value !== "") return value;
  const id = memberOf(value, "id");
  return typeof id === "string" ? id : null;
}

/** The label of an expanded reference. */
export function labelOf(value: Value | undefined): string | null {
  const label = memberOf(value, "$label");
  return typeof label === "string" ? label : null;
}

function memberOf(value: Value | undefined, member: string): Value | undefined {
  if (value === null || typeof value !== "object" || isList(value)) return undefined;
  return value[member];
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Digits after the point of a decimal or money field. */
export function scaleOf(field: FieldDocument): number {
  const scale = field["scale"];
  return typeof scale === "number" ? scale : 2;
}

/** The display format of a field, where it is one (a sequence's is a pattern). */
export function formatOf(field: FieldDocument): DisplayFormat | null {
  const format = field.format;
  return typeof format === "object" ? format : null;
}

/** The entity that a reference points to. */
export function targetOf(field: FieldDocument): string | null {
  const to = field["to"];
  return typeof to === "string" && to !== "*" ? to : null;
}
