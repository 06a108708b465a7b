import { type FieldDocument, isJsonObject } from "@dougong/model";

/** A formula's value as a field of its result type; undefined where the catalogue has not given it one. */
export function resultField(field: FieldDocument): FieldDocument | undefined {
  const { result } = field;
  if (!isJsonObject(result) || typeof result.type !== "string") return undefined;
  return {
    ...result,
    id: field.id,
    type: result.type,
    ...(field.label === undefined ? {} : { label: field.label }),
  };
}
