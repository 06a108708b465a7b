import { type Entity, fieldOf } from "@dougong/fields";
import { builtInRoles, type JsonObject, type JsonValue, pointer, withNamedPaths } from "@dougong/model";
import { pageContext } from "../layout/page-conditions.ts";
import type { DocumentCheck } from "./document-check.ts";
import {
  type Check,
  checkDocumentName,
  conditionAt,
  entityNamed,
  reportUnknownField,
  startCheck,
} from "./reporter.ts";

const builtBlocks = ["view", "form", "record", "text"];
const laterBlocks = [
  "report",
  "dashboard",
  "related",
  "timeline",
  "comments",
  "button",
  "tabs",
  "search",
  "scan",
  "connector",
  "kpi",
];

/** A page's blocks: what they show must be there. */
export const checkPage: DocumentCheck<"page"> = (document, catalogue, app) => {
  const check = startCheck(catalogue, app);
  const entity = document.entity === undefined ? undefined : entityNamed(check, document.entity, "/entity");
  for (const [index, block] of document.blocks.entries())
    checkBlock(check, entity, block, pointer("blocks", index));
  for (const [index, role] of (document.menu?.roles ?? []).entries())
    if (!isBuiltIn(role)) checkDocumentName(check, "role", role, pointer("menu", "roles", index));
  return withNamedPaths(document, check.problems);
};

function isBuiltIn(role: string): boolean {
  return builtInRoles.some((name) => name === role);
}

function checkBlock(check: Check, entity: Entity | undefined, block: JsonObject, path: string): void {
  for (const name of laterBlocks)
    if (block[name] !== undefined)
      check.problems.push({ code: "unsupported_kind", path: `${path}/${name}`, params: { name } });
  if (![...builtBlocks, ...laterBlocks].some((name) => block[name] !== undefined))
    check.problems.push({
      code: "required",
      variant: "member",
      path,
      params: { name: "view" },
      expected: builtBlocks,
    });
  for (const kind of ["view", "form"] as const) {
    const name = block[kind];
    if (typeof name === "string") checkDocumentName(check, kind, name, `${path}/${kind}`);
  }
  if (block.record !== undefined) checkRecord(check, entity, block.record, `${path}/record`);
  conditionAt(check, block.when, `${path}/when`, pageContext(entity), { local: true });
}

function checkRecord(check: Check, entity: Entity | undefined, record: JsonValue, path: string): void {
  if (entity === undefined)
    check.problems.push({ code: "required", variant: "member", path: "/entity", params: { name: "entity" } });
  const names: readonly JsonValue[] = Array.isArray(record) ? record : [];
  if (entity === undefined) return;
  for (const [index, name] of names.entries())
    if (typeof name === "string" && fieldOf(entity, name) === undefined)
      reportUnknownField(check, name, [...entity.fields.keys()], `${path}${pointer(index)}`);
}
