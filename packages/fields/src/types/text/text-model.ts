import { compilePattern } from "@dougong/expression";
import type { FieldDocument, Problem } from "@dougong/model";
import type { FieldModel } from "../../facets/model.ts";
import { coerceCharacters } from "../../values/characters.ts";
import { integerMember, laterMembers, textMember } from "../../values/members.ts";
import { refuse, wrongType } from "../../values/refuse.ts";

/** What text and long_text share; they differ in the greatest length. */
export function createTextModel(options: {
  readonly type: string;
  readonly limit: number;
  readonly icon: string;
}): FieldModel {
  const { type, limit, icon } = options;
  return {
    type,
    icon,
    computed: false,
    members: {
      properties: {
        max: { type: "integer", minimum: 1, maximum: limit },
        pattern: { type: "string", minLength: 1, maxLength: 500 },
        rich: { type: "boolean" },
      },
    },
    operators: ["contains", "==", "!=", "startswith", "endswith", "in", "isnull"],
    valueType: () => ({ kind: "text" }),
    check: (field) => [...laterMembers(field, ["rich"]), ...patternProblems(field)],
    jsonSchema: (field) => ({ type: "string", maxLength: integerMember(field, "max", limit) }),
    coerce(value, field, context) {
      if (typeof value !== "string") return wrongType(context, "string", value);
      const coerced = coerceCharacters(value, integerMember(field, "max", limit), context);
      const pattern = textMember(field, "pattern");
      if ("problems" in coerced || pattern === undefined) return coerced;
      const compiled = compilePattern(pattern);
      if ("pattern" in compiled && !compiled.pattern.matches(value))
        return refuse(context, "bad_format", { expected: pattern, got: value });
      return coerced;
    },
  };
}

function patternProblems(field: FieldDocument): readonly Problem[] {
  const pattern = textMember(field, "pattern");
  if (pattern === undefined) return [];
  const compiled = compilePattern(pattern);
  if ("pattern" in compiled) return [];
  const at = { text: pattern, offset: compiled.fault.offset, length: 1 };
  return [{ code: compiled.fault.code, path: "/pattern", params: { name: compiled.fault.construct }, at }];
}
