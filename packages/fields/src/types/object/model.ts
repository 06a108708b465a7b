import type { Value } from "@dougong/expression";
import {
  type FieldDocument,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  nearest,
  type Problem,
  pointer,
} from "@dougong/model";
import type { FieldModel } from "../../facets/model.ts";
import { wrongType } from "../../values/refuse.ts";
import { readJsonText } from "../json/model.ts";
import { coercePart, type PartModels, partField, partProblems } from "../json/parts.ts";
import { sizeProblems } from "../json/plain-json.ts";

const part: JsonObject = {
  type: "object",
  properties: { id: { type: "string", pattern: "^[a-z][a-z0-9_]{0,39}$", title: "snake_case id" } },
  required: ["id", "type"],
};

/** JSON that is an object with fields of its own: `{"type":"object","fields":[{"id":"width","type":"integer"}]}`. */
export function createObjectModel(models: PartModels): FieldModel {
  return {
    type: "object",
    icon: "braces",
    computed: false,
    members: {
      properties: { fields: { type: "array", items: part, minItems: 1, maxItems: 100 } },
      required: ["fields"],
    },
    operators: ["isnull"],
    valueType: () => ({ kind: "json" }),
    check: (field) => declarationProblems(field, models),
    jsonSchema: (field) => {
      const schemas = partsOf(field).map((one) => [one.id, models(one.type)?.jsonSchema(one) ?? {}]);
      const required = partsOf(field).filter((one) => one.required === true);
      return {
        type: "object",
        properties: Object.fromEntries(schemas),
        required: required.map((one) => one.id),
        additionalProperties: false,
      };
    },
    coerce(value, field, context) {
      const read = readJsonText(value, context);
      if ("problems" in read) return read;
      const given = read.json;
      if (!isJsonObject(given)) return wrongType(context, "object", given);
      const parts = partsOf(field);
      const problems: Problem[] = [...unknownMembers(given, parts, context.path)];
      const members: [string, Value][] = [];
      for (const one of parts) {
        const member: JsonValue = Object.hasOwn(given, one.id) ? (given[one.id] ?? null) : null;
        const place = { ...context, from: "input" as const, path: `${context.path}${pointer(one.id)}` };
        const coerced = coercePart(member, one, models, place);
        if ("problems" in coerced) problems.push(...coerced.problems);
        else if (Object.hasOwn(given, one.id)) members.push([one.id, coerced.value]);
      }
      const whole = Object.fromEntries(members);
      const large = problems.length > 0 ? [] : sizeProblems(whole as JsonObject, context);
      const all = [...problems, ...large];
      return all.length > 0 ? { problems: all } : { value: whole };
    },
  };
}

function partsOf(field: FieldDocument): readonly FieldDocument[] {
  const declared: readonly unknown[] = Array.isArray(field.fields) ? field.fields : [];
  return declared.flatMap((one) => partField(one, "") ?? []);
}

function declarationProblems(field: FieldDocument, models: PartModels): readonly Problem[] {
  const declared: readonly unknown[] = Array.isArray(field.fields) ? field.fields : [];
  const seen = new Set<string>();
  return declared.flatMap((one, index) => {
    const at = pointer("fields", index);
    const id = partField(one, "")?.id ?? "";
    const double: readonly Problem[] = seen.has(id)
      ? [{ code: "not_unique", path: `${at}/id`, params: { label: "id" }, got: id }]
      : [];
    seen.add(id);
    const inner = partProblems(one, models).map((problem) => ({ ...problem, path: `${at}${problem.path}` }));
    return [...double, ...inner];
  });
}

function unknownMembers(
  given: JsonObject,
  parts: readonly FieldDocument[],
  path: string,
): readonly Problem[] {
  const known = parts.map((one) => one.id);
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = nearest(name, known);
      const params = { name, ...(near === undefined ? {} : { nearest: near }) };
      return { code: "unknown_member", path: `${path}${pointer(name)}`, params };
    });
}
