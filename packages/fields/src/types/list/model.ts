import type { Value } from "@dougong/expression";
import { type JsonValue, type Problem, pointer } from "@dougong/model";
import type { FieldModel } from "../../facets/model.ts";
import { refuse, wrongType } from "../../values/refuse.ts";
import { readJsonText } from "../json/model.ts";
import { coercePart, type PartModels, partField, partProblems } from "../json/parts.ts";
import { sizeProblems } from "../json/plain-json.ts";

const mostItems = 10_000;

/** JSON that is a list of values of one type: `{"type":"list","of":"decimal"}`. */
export function createListModel(models: PartModels): FieldModel {
  return {
    type: "list",
    icon: "brackets",
    computed: false,
    members: { properties: { of: { type: ["string", "object"] } }, required: ["of"] },
    operators: ["isnull"],
    valueType: () => ({ kind: "json" }),
    check: (field) =>
      partProblems(field.of, models).map((problem) => ({ ...problem, path: `/of${problem.path}` })),
    jsonSchema: (field) => {
      const part = partField(field.of, "item");
      const items = part === undefined ? {} : (models(part.type)?.jsonSchema(part) ?? {});
      return { type: "array", items, maxItems: mostItems };
    },
    coerce(value, field, context) {
      const read = readJsonText(value, context);
      if ("problems" in read) return read;
      const part = partField(field.of, "item");
      if (!Array.isArray(read.json) || part === undefined) return wrongType(context, "array", read.json);
      const given = read.json as readonly JsonValue[];
      if (given.length > mostItems)
        return refuse(context, "too_many", {
          params: { max: mostItems, got: given.length },
          got: given.length,
        });
      const problems: Problem[] = [];
      const items: Value[] = [];
      for (const [index, item] of given.entries()) {
        const place = { ...context, from: "input" as const, path: `${context.path}${pointer(index)}` };
        const coerced = coercePart(item, part, models, place);
        if ("problems" in coerced) problems.push(...coerced.problems);
        else items.push(coerced.value);
      }
      const large = problems.length > 0 ? [] : sizeProblems(items as JsonValue, context);
      const all = [...problems, ...large];
      return all.length > 0 ? { problems: all } : { value: items };
    },
  };
}
