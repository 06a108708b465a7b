import { type FieldDocument, isJsonObject, type JsonValue, type Problem, pointer } from "@dougong/model";
import type { CoerceContext, Coerced, FieldModel } from "../../facets/model.ts";

/** The model of a type that may stand inside of typed JSON; undefined for any other. */
export type PartModels = (type: string) => FieldModel | undefined;

const common = ["id", "type", "label", "help", "required", "default", "format"];

/** What a part of typed JSON is declared as: a type's name, or the type with its members. */
export function partField(declared: unknown, id: string): FieldDocument | undefined {
  if (typeof declared === "string") return { id, type: declared };
  if (!isJsonObject(declared) || typeof declared.type !== "string") return undefined;
  return { ...declared, id: typeof declared.id === "string" ? declared.id : id, type: declared.type };
}

/** Faults of a part's declaration; paths are relative to it. */
export function partProblems(declared: unknown, models: PartModels): readonly Problem[] {
  const field = partField(declared, "item");
  if (field === undefined) return [{ code: "required", path: "/type", params: { label: "type" } }];
  const at = typeof declared === "string" ? "" : "/type";
  const model = models(field.type);
  if (model === undefined)
    return [{ code: "unsupported_kind", path: at, params: { name: field.type }, got: field.type }];
  const allowed = [...common, ...Object.keys(model.members.properties)];
  const unknown = Object.keys(field)
    .filter((name) => !allowed.includes(name))
    .map((name): Problem => ({ code: "unknown_member", path: pointer(name), params: { name } }));
  const missing = (model.members.required ?? [])
    .filter((name) => field[name] === undefined)
    .map((name): Problem => ({ code: "required", path: pointer(name), params: { label: name } }));
  return [...unknown, ...missing, ...(missing.length > 0 ? [] : model.check(field))];
}

/** Reads a part; nothing is null. */
export function coercePart(
  value: JsonValue,
  field: FieldDocument,
  models: PartModels,
  context: CoerceContext,
): Coerced {
  const place = { ...context, label: field.label ?? context.label };
  if (value === null || value === "")
    return field.required === true
      ? {
          problems: [
            { code: "required", path: context.path, params: { label: field.label ?? field.id }, got: null },
          ],
        }
      : { value: null };
  return models(field.type)?.coerce(value, field, place) ?? { value: null };
}
