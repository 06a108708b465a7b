import { pointer } from "../../pointer/pointer.ts";
import type { Problem } from "../../problem/problem.ts";
import {
  documentMembers,
  expression,
  flag,
  list,
  object,
  qualifiedId,
} from "../../schema/building-blocks.ts";
import type { DocumentKindDefinition, Reference } from "../definition.ts";
import type { RoleDocument } from "./type.ts";

const action = {
  type: "string",
  pattern: "^(?:read|create|update|delete|export|import|comment|action:[a-z][a-z0-9_]*)$",
  title: "read, create, update, delete, export, import, comment or action:x",
};

const access = {
  type: ["string", "object"],
  pattern: "^(?:none|read|write)$",
  title: "none, read, write or a mask",
  ...object(
    {
      mask: object({
        start: { type: "integer", minimum: 0, maximum: 255 },
        end: { type: "integer", minimum: 0, maximum: 255 },
      }),
    },
    { required: ["mask"] },
  ),
};

const grant = object(
  {
    entity: {
      type: "string",
      pattern: "^(?:settings:)?[a-z][a-z0-9_]*(?:\\.[a-z][a-z0-9_]*)?$",
      title: "entity or settings:app",
    },
    actions: list(action, { min: 1, max: 50 }),
    where: expression,
    fields: { type: "object", additionalProperties: { ...access, type: ["string", "object"] } },
    use: list(
      {
        type: "string",
        pattern: "^(?:form|view|report|dashboard|page|print|flow|approval|connector):[a-z][a-z0-9_.]*$",
        title: "kind:id",
      },
      { min: 1, max: 200 },
    ),
  },
  { later: ["via"] },
);

export const roleKind: DocumentKindDefinition<RoleDocument> = {
  kind: "role",
  label: { "zh-CN": "角色", en: "Role" },
  schema: () =>
    object(
      {
        ...documentMembers("role"),
        grants: list(grant, { max: 500 }),
        includes: list(qualifiedId, { max: 50 }),
        assignable: flag,
      },
      { required: ["kind", "id", "grants"] },
    ),
  references: (document) => [
    ...document.grants.flatMap((entry, position) => grantReferences(entry, position)),
    ...(document.includes ?? []).map((id, position) => ({
      kind: "role" as const,
      id,
      path: pointer("includes", position),
    })),
  ],
  check: (document) => document.grants.flatMap((entry, position) => grantProblems(entry, position)),
};

function grantReferences(entry: RoleDocument["grants"][number], position: number): readonly Reference[] {
  if ("entity" in entry && entry.entity !== undefined)
    return entry.entity.startsWith("settings:")
      ? []
      : [{ kind: "entity", id: entry.entity, path: pointer("grants", position, "entity") }];
  const surfaces = "use" in entry ? entry.use : [];
  return surfaces.flatMap((surface, index) => {
    const [kind, id = ""] = surface.split(":");
    return kind === "form" || kind === "view" || kind === "page"
      ? [{ kind, id, path: pointer("grants", position, "use", index) }]
      : [];
  });
}

function grantProblems(entry: RoleDocument["grants"][number], position: number): readonly Problem[] {
  const path = pointer("grants", position);
  const opens = "use" in entry && entry.use !== undefined;
  const grants = "entity" in entry && entry.entity !== undefined;
  if (opens && grants) return [{ code: "unknown_member", path: `${path}/use`, params: { name: "use" } }];
  if (opens) return [];
  if (!grants)
    return [
      { code: "required", variant: "member", path, params: { name: "entity" }, expected: ["entity", "use"] },
    ];
  return entry.actions === undefined
    ? [{ code: "required", variant: "member", path: `${path}/actions`, params: { name: "actions" } }]
    : [];
}
