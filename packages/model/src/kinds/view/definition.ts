import {
  color,
  displayFormat,
  documentMembers,
  expression,
  flag,
  list,
  object,
  path,
  qualifiedId,
  sortPath,
  stringOr,
  text,
} from "../../schema/building-blocks.ts";
import type { DocumentKindDefinition } from "../definition.ts";
import type { ViewDocument } from "./type.ts";

const column = stringOr(
  object(
    {
      field: path,
      label: text,
      width: { type: "integer", minimum: 40, maximum: 1200 },
      format: displayFormat,
      frozen: flag,
    },
    { required: ["field"] },
  ),
  { pattern: "^[a-z$][a-z0-9_]*(?:\\.[a-z$][a-z0-9_]*)*$" },
);

const later = [
  "group",
  "totals",
  "editable",
  "actions",
  "by",
  "card",
  "total",
  "start",
  "end",
  "title",
  "progress",
  "parent",
  "after",
  "image",
  "region",
  "location",
  "value",
];

export const viewKind: DocumentKindDefinition<ViewDocument> = {
  kind: "view",
  label: { "zh-CN": "视图", en: "View" },
  schema: () =>
    object(
      {
        ...documentMembers("view"),
        entity: qualifiedId,
        type: { enum: ["table"], "x-later": ["kanban", "calendar", "gantt", "gallery", "tree", "map"] },
        columns: list(column, { min: 1, max: 100 }),
        filter: expression,
        sort: list(sortPath, { max: 8 }),
        colors: list(object({ when: expression, color }, { required: ["when", "color"] }), { max: 20 }),
        quick: list(path, { max: 12 }),
        open: { type: "string", pattern: "^(?:page|form):[a-z][a-z0-9_.]*$", title: "page:id or form:id" },
        pageSize: { type: "integer", minimum: 1, maximum: 500 },
      },
      { required: ["kind", "id", "entity", "type"], later },
    ),
  references: (document) => [
    { kind: "entity", id: document.entity, path: "/entity" },
    ...(document.open === undefined ? [] : [openReference(document.open)]),
  ],
};

function openReference(open: string) {
  const [kind = "", id = ""] = open.split(":");
  return { kind: kind === "form" ? ("form" as const) : ("page" as const), id, path: "/open" };
}
