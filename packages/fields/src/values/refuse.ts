import type { ItemCode, JsonValue, Problem } from "@dougong/model";
import type { CoerceContext, Coerced } from "../facets/model.ts";

type Details = Pick<Problem, "variant" | "params" | "expected" | "got">;

/** One problem at the value's place, with the field's label for the sentence. */
export function refuse(context: CoerceContext, code: ItemCode, details: Details = {}): Coerced {
  const { params, ...rest } = details;
  return { problems: [{ code, path: context.path, params: { label: context.label, ...params }, ...rest }] };
}

/** The JSON type of a value, for `got` of a type_mismatch: never the value itself, which may be long. */
export function jsonTypeOf(value: JsonValue): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

export function wrongType(context: CoerceContext, expected: string, value: JsonValue): Coerced {
  return refuse(context, "type_mismatch", { expected, got: jsonTypeOf(value) });
}

/** `out_of_range`, with the limit that was passed. */
export function beyond(
  context: CoerceContext,
  side: "min" | "max",
  limit: string | number,
  got: JsonValue,
): Coerced {
  return refuse(context, "out_of_range", {
    variant: side,
    params: { [side]: limit },
    expected: { [side]: limit },
    got,
  });
}
