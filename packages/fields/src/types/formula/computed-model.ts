import type { FieldDocument, JsonObject, Problem } from "@dougong/model";
import type { FieldModel } from "../../facets/model.ts";
import { refuse } from "../../values/refuse.ts";
import { resultField } from "./result-field.ts";

/**
 * A type whose value the platform works out; in all else it is as its result type. The catalogue fills in `result`
 * where a document leaves it out.
 *
 * @param kind what tells formula, lookup and rollup apart: their name and their own members
 */
export function createComputedModel(
  results: Readonly<Record<string, FieldModel>>,
  kind: {
    readonly type: string;
    readonly icon: string;
    readonly properties: Readonly<Record<string, JsonObject>>;
    readonly required: readonly string[];
    /** False where the value is what another field holds, so that a document cannot say what it is. */
    readonly declared?: boolean;
  },
): FieldModel {
  const resultOf = (field: FieldDocument) => {
    const result = resultField(field);
    const model = result === undefined ? undefined : results[result.type];
    return result === undefined || model === undefined ? undefined : { result, model };
  };
  return {
    type: kind.type,
    icon: kind.icon,
    computed: true,
    members: {
      properties: {
        ...kind.properties,
        ...(kind.declared === false ? {} : { result: resultMember(Object.keys(results)) }),
      },
      required: kind.required,
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

function resultMember(types: readonly string[]): JsonObject {
  return {
    type: "object",
    properties: {
      type: { enum: [...types] },
      ...Object.fromEntries(["precision", "scale", "max", "options", "to"].map((member) => [member, {}])),
    },
    required: ["type"],
    additionalProperties: false,
  };
}
