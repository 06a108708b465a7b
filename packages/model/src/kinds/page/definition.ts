import type { JsonObject } from "../../json/json.ts";
import { pointer } from "../../pointer/pointer.ts";
import type { Problem } from "../../problem/problem.ts";
import {
  documentId,
  documentMembers,
  expression,
  icon,
  list,
  longText,
  object,
  qualifiedId,
  text,
} from "../../schema/building-blocks.ts";
import type { DocumentKindDefinition, Reference } from "../definition.ts";
import type { PageDocument } from "./type.ts";

const contents = ["view", "form", "record", "text"] as const;

const block: JsonObject = object(
  {
    id: documentId,
    at: { type: "array", items: { type: "integer", minimum: 0, maximum: 1000 }, minItems: 4, maxItems: 4 },
    when: expression,
    title: text,
    view: qualifiedId,
    form: qualifiedId,
    record: { type: ["boolean", "array"], items: documentId, maxItems: 100 },
    text: longText,
  },
  {
    later: [
      "filter",
      "report",
      "chart",
      "dashboard",
      "related",
      "timeline",
      "comments",
      "button",
      "tabs",
      "search",
      "scan",
      "connector",
      "operation",
      "input",
      "columns",
      "kpi",
      "url",
      "page",
      "label",
      "style",
    ],
  },
);

export const pageKind: DocumentKindDefinition<PageDocument> = {
  kind: "page",
  label: { "zh-CN": "页面", en: "Page" },
  schema: () =>
    object(
      {
        ...documentMembers("page"),
        entity: qualifiedId,
        blocks: list(block, { max: 100 }),
        menu: object({ group: text, order: { type: "number" }, icon, roles: list(qualifiedId, { max: 50 }) }),
      },
      { required: ["kind", "id", "blocks"], later: ["parameters", "find", "public"] },
    ),
  references: (document) => [
    ...(document.entity === undefined
      ? []
      : [{ kind: "entity" as const, id: document.entity, path: "/entity" }]),
    ...document.blocks.flatMap((entry, position) => blockReferences(entry, position)),
  ],
  check: (document) => document.blocks.flatMap((entry, position) => blockProblems(document, entry, position)),
};

function blockPath(entry: JsonObject, position: number): string {
  return pointer("blocks", typeof entry.id === "string" ? entry.id : position);
}

function blockReferences(entry: JsonObject, position: number): readonly Reference[] {
  return (["view", "form"] as const).flatMap((kind) => {
    const id = entry[kind];
    return typeof id === "string" ? [{ kind, id, path: `${blockPath(entry, position)}/${kind}` }] : [];
  });
}

function blockProblems(document: PageDocument, entry: JsonObject, position: number): readonly Problem[] {
  const path = blockPath(entry, position);
  const given = contents.filter((member) => entry[member] !== undefined);
  const problems: Problem[] = [];
  if (given.length === 0)
    problems.push({
      code: "required",
      variant: "member",
      path,
      params: { name: "view" },
      expected: [...contents],
    });
  for (const member of given.slice(1))
    problems.push({ code: "unknown_member", path: `${path}/${member}`, params: { name: member } });
  if (entry.record !== undefined && document.entity === undefined)
    problems.push({ code: "required", variant: "member", path: "/entity", params: { name: "entity" } });
  return problems;
}
