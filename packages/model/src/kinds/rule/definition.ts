import type { JsonObject } from "../../json/json.ts";
import { pointer } from "../../pointer/pointer.ts";
import type { Problem } from "../../problem/problem.ts";
import {
  documentId,
  documentMembers,
  expression,
  list,
  longText,
  object,
  qualifiedId,
  value,
} from "../../schema/building-blocks.ts";
import type { DocumentKindDefinition } from "../definition.ts";
import type { RuleDocument, RuleEffect } from "./type.ts";

const fields = list(documentId, { min: 1, max: 100 });
const message: JsonObject = { ...longText, minLength: 1, maxLength: 1000 };

const effect = object(
  {
    require: fields,
    hide: fields,
    readOnly: fields,
    set: { type: "object", propertyNames: documentId, minProperties: 1, additionalProperties: value },
    error: object(
      {
        field: documentId,
        message,
        code: { type: "string", pattern: "^[a-z][a-z0-9_]{0,39}$", title: "snake_case code" },
      },
      { required: ["message"] },
    ),
    warn: object({ field: documentId, message }, { required: ["message"] }),
  },
  { later: ["options"] },
);

const members = ["require", "hide", "readOnly", "set", "error", "warn"] as const;

export const ruleKind: DocumentKindDefinition<RuleDocument> = {
  kind: "rule",
  label: { "zh-CN": "规则", en: "Rule" },
  schema: () =>
    object(
      {
        ...documentMembers("rule"),
        entity: qualifiedId,
        on: { ...list({ enum: ["create", "update", "delete"] }, { min: 1, max: 3 }), uniqueItems: true },
        order: { type: "integer", minimum: -1000000, maximum: 1000000 },
        when: expression,
        then: list(effect, { min: 1, max: 50 }),
      },
      { required: ["kind", "id", "entity", "on", "then"], later: ["find"] },
    ),
  references: (document) => [{ kind: "entity", id: document.entity, path: "/entity" }],
  check: (document) => document.then.flatMap((entry, position) => effectProblems(entry, position)),
};

function effectProblems(entry: RuleEffect, position: number): readonly Problem[] {
  const path = pointer("then", position);
  const given = members.filter((member) => entry[member] !== undefined);
  if (given.length === 1) return [];
  if (given.length === 0)
    return [{ code: "required", variant: "member", path, params: { name: "error" }, expected: [...members] }];
  return given.slice(1).map((member) => ({
    code: "unknown_member" as const,
    path: `${path}/${member}`,
    params: { name: member },
  }));
}
