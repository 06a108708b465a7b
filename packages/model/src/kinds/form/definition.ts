import type { JsonObject } from "../../json/json.ts";
import { pointer } from "../../pointer/pointer.ts";
import type { Problem } from "../../problem/problem.ts";
import {
  documentId,
  documentMembers,
  expression,
  flag,
  list,
  longText,
  object,
  qualifiedId,
  stringOr,
  text,
} from "../../schema/building-blocks.ts";
import type { DocumentKindDefinition } from "../definition.ts";
import type { FormDocument, FormSection } from "./type.ts";

const fieldItem = stringOr(
  object(
    {
      id: documentId,
      label: text,
      help: longText,
      required: flag,
      readOnly: flag,
      when: expression,
      width: { type: "integer", minimum: 1, maximum: 12 },
      widget: text,
    },
    { required: ["id"], later: ["translations"] },
  ),
  { pattern: "^[a-z][a-z0-9_]*$" },
);

const section: JsonObject = object(
  {
    id: documentId,
    label: text,
    columns: { type: ["integer", "array"], minimum: 1, maximum: 4, items: fieldItem, maxItems: 100 },
    tab: text,
    when: expression,
    collapsed: flag,
    fields: list(fieldItem, { max: 200 }),
    lines: documentId,
    totals: list(documentId, { max: 50 }),
    text: longText,
  },
  { later: ["pick", "related", "view", "image", "input"] },
);

const contents = ["fields", "lines", "text"] as const;

export const formKind: DocumentKindDefinition<FormDocument> = {
  kind: "form",
  label: { "zh-CN": "表单", en: "Form" },
  schema: () =>
    object(
      {
        ...documentMembers("form"),
        entity: qualifiedId,
        sections: list(section, { min: 1, max: 50 }),
        public: { enum: [false], "x-later": ["*"] },
      },
      { required: ["kind", "id", "entity", "sections"], later: ["actions", "submit", "find"] },
    ),
  references: (document) => [{ kind: "entity", id: document.entity, path: "/entity" }],
  check: (document) => document.sections.flatMap((entry, position) => sectionProblems(entry, position)),
};

function sectionProblems(entry: FormSection, position: number): readonly Problem[] {
  const path = pointer("sections", entry.id ?? position);
  const given = contents.filter((member) => entry[member] !== undefined);
  const problems: Problem[] = [];
  if (given.length === 0)
    problems.push({
      code: "required",
      variant: "member",
      path,
      params: { name: "fields" },
      expected: [...contents],
    });
  for (const member of given.slice(1))
    problems.push({ code: "unknown_member", path: `${path}/${member}`, params: { name: member } });
  if (entry.lines !== undefined && typeof entry.columns === "number")
    problems.push({ code: "type_mismatch", path: `${path}/columns`, expected: "array", got: entry.columns });
  if (entry.lines === undefined && Array.isArray(entry.columns))
    problems.push({ code: "type_mismatch", path: `${path}/columns`, expected: "integer", got: "array" });
  return problems;
}
