import type { JsonValue } from "@dougong/model";
import type { CoerceContext, Coerced, FieldModel } from "../../facets/model.ts";
import { refuse } from "../../values/refuse.ts";
import { plainJsonProblems, sizeProblems } from "./plain-json.ts";

/** Any JSON of up to 64 KiB; a change replaces it whole. */
export const jsonModel: FieldModel = {
  type: "json",
  icon: "braces",
  computed: false,
  members: { properties: {} },
  operators: ["isnull"],
  valueType: () => ({ kind: "json" }),
  check: () => [],
  jsonSchema: () => ({}),
  coerce(value, _field, context) {
    const json = readJsonText(value, context);
    if ("problems" in json) return json;
    const problems = plainJsonProblems(json.json, context);
    if (problems.length > 0) return { problems };
    const large = sizeProblems(json.json, context);
    return large.length > 0
      ? { problems: large }
      : { value: json.json as Extract<Coerced, { value: unknown }>["value"] };
  },
};

/** In a cell of a spreadsheet stands the JSON's text. */
export function readJsonText(
  value: JsonValue,
  context: CoerceContext,
): { readonly json: JsonValue } | Extract<Coerced, { problems: unknown }> {
  if (context.from === "input" || typeof value !== "string") return { json: value };
  try {
    return { json: JSON.parse(value) as JsonValue };
  } catch {
    const refused = refuse(context, "bad_format", {
      expected: "JSON",
      got: value,
      params: { example: '{"a":1}' },
    });
    return "problems" in refused ? refused : { problems: [] };
  }
}
