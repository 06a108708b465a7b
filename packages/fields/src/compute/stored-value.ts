import type { Value } from "@dougong/expression";
import type { FieldDocument, JsonValue } from "@dougong/model";
import type { Field } from "../catalogue/catalogue.ts";
import type { Coerced } from "../facets/model.ts";
import { fieldModels } from "../registry/models.ts";
import { decimalShape } from "../types/decimal/decimal-members.ts";
import { resultField } from "../types/formula/result-field.ts";
import { parseDecimal, printDecimal, roundDecimal } from "../values/decimal.ts";

/**
 * The value of an expression as its field stores it: decimals are rounded half away from zero to the field's
 * scale, all other limits of the field hold as for input. What a formula works out beyond its result type is
 * `out_of_range`.
 */
export function storedValue(
  field: Field,
  value: Value,
  place: { readonly path: string; readonly label: string; readonly current?: Value },
): Coerced {
  if (value === null || value === "") return { value: null };
  // What another field holds is not judged again: an option may be retired by now.
  if (field.lookup !== null) return { value };
  const isComputed = field.computed !== null;
  const document = isComputed ? resultField(field.document) : field.document;
  if (document === undefined) return { value };
  const model = isComputed ? modelOf(document) : field.model;
  if (model === undefined) return { value };
  const { kind } = model.valueType(document);
  const given = kind === "decimal" ? rounded(value, document) : (value as JsonValue);
  const coerced = model.coerce(given, document, { ...place, from: "input" });
  if ("value" in coerced || !isComputed) return coerced;
  return { problems: coerced.problems.map((problem) => ({ ...problem, code: "out_of_range" })) };
}

function modelOf(document: FieldDocument) {
  return Object.values(fieldModels).find((model) => model.type === document.type);
}

function rounded(value: Value, document: FieldDocument): JsonValue {
  const plain = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
  const exact = typeof plain === "string" ? parseDecimal(plain) : undefined;
  if (exact === undefined) return plain as JsonValue;
  const { scale } = decimalShape(document);
  return printDecimal(exact.scale > scale ? roundDecimal(exact, scale) : exact);
}
