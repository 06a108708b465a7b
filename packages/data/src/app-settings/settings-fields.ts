import type { Catalogue } from "@dougong/fields";
import { fieldModels } from "@dougong/fields/model";
import {
  type FieldDocument,
  type JsonObject,
  type JsonValue,
  nearest,
  type Problem,
  ProblemError,
  pointer,
} from "@dougong/model";

/**
 * The fields of an app's settings.
 *
 * @throws ProblemError `not_found` for an app that has none
 */
export function settingsFields(catalogue: Catalogue, app: string): readonly FieldDocument[] {
  const document = catalogue.documents.get(app)?.find((one) => one.kind === "settings");
  if (document?.kind === "settings") return document.fields;
  throw new ProblemError("not_found", [
    { code: "not_found", path: "", params: { entity: `settings:${app}` } },
  ]);
}

/** What is kept, over the defaults. */
export function settingsValues(fields: readonly FieldDocument[], kept: JsonObject): JsonObject {
  return Object.fromEntries(
    fields.map((field) => [field.id, kept[field.id] ?? valueOrNull(field, field.default ?? null)]),
  );
}

function valueOrNull(field: FieldDocument, value: JsonValue): JsonValue {
  const read = readSetting(field, value, "");
  return "value" in read ? read.value : null;
}

type Read = { readonly value: JsonValue } | { readonly problems: readonly Problem[] };

function readSetting(field: FieldDocument, value: JsonValue, path: string): Read {
  const model = Object.values(fieldModels).find((one) => one.type === field.type);
  if (value === null || value === "" || model === undefined) return { value: null };
  const read = model.coerce(value, field, { path, label: field.label ?? field.id, from: "input" });
  return "value" in read ? { value: read.value as JsonValue } : read;
}

/**
 * What is kept after a merge patch: null takes a value back to its default.
 *
 * @throws ProblemError `validation_failed` with every fault
 */
export function patchedSettings(
  fields: readonly FieldDocument[],
  kept: JsonObject,
  patch: JsonObject,
): JsonObject {
  const problems: Problem[] = [];
  const next: Record<string, JsonValue | undefined> = { ...kept };
  for (const [name, value] of Object.entries(patch)) {
    const path = pointer(name);
    const field = fields.find((one) => one.id === name);
    if (value === undefined) continue;
    if (field === undefined) {
      const near = nearest(
        name,
        fields.map((one) => one.id),
      );
      const params = { name, ...(near === undefined ? {} : { nearest: near }) };
      problems.push({ code: "unknown_field", path, params });
      continue;
    }
    const read = readSetting(field, value, path);
    if ("problems" in read) problems.push(...read.problems);
    else if (read.value === null) delete next[name];
    else next[name] = read.value;
  }
  const values = settingsValues(fields, next);
  for (const field of fields)
    if (field.required === true && values[field.id] === null)
      problems.push({
        code: "required",
        path: pointer(field.id),
        params: { label: field.label ?? field.id },
      });
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
  return next;
}
