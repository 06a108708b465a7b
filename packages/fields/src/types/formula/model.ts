import type { FieldDocument, Problem } from "@dougong/model";
import type { FieldModel } from "../../facets/model.ts";
import { refuse } from "../../values/refuse.ts";
import { resultField } from "./result-field.ts";

/**
 * A value worked out from others; in all else it is as its result type. The catalogue fills in `result` where a
 * document leaves it out.
 */
export function createFormulaModel(results: Readonly<Record<string, FieldModel>>): FieldModel {
  const resultOf = (field: FieldDocument) => {
    const result = resultField(field);
    const model = result === undefined ? undefined : results[result.type];
    return result === undefined || model === undefined ? undefined : { result, model };
  };
  return {
    type: "formula",
    icon: "square-function",
    computed: true,
    members: {
      properties: {
        formula: { type: ["string", "number", "boolean", "object"] },
        result: {
          type: "object",
          properties: {
            type: { enum: Object.keys(results) },
            ...Object.fromEntries(
              ["precision", "scale", "max", "options", "to"].map((member) => [member, {}]),
            ),
          },
          required: ["type"],
          additionalProperties: false,
        },
      },
      required: ["formula"],
    },
    operators: ["==", "!=", "<", "<=", ">", ">=", "isnull"],
    valueType: (field) => {
      const found = resultOf(field);
      return found === undefined ? { kind: "null" } : found.model.valueType(found.result);
    },
    check: (field) => {
      const found = resultOf(field);
      return (
        found?.model
          .check(found.result)
          .map((problem): Problem => ({ ...problem, path: `/result${problem.path}` })) ?? []
      );
    },
    jsonSchema: (field) => {
      const found = resultOf(field);
      return { ...(found?.model.jsonSchema(found.result) ?? {}), readOnly: true };
    },
    coerce: (_value, _field, context) => refuse(context, "read_only_field"),
  };
}
