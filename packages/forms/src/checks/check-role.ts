import { type Entity, recordContext } from "@dougong/fields";
import { builtInRoles, type EntityGrant, pointer, type RoleDocument, withNamedPaths } from "@dougong/model";
import type { DocumentCheck } from "./document-check.ts";
import {
  type Check,
  checkDocumentName,
  conditionAt,
  entityNamed,
  reportUnknownField,
  startCheck,
} from "./reporter.ts";

/** A role's grants: entities, conditions, fields and surfaces; roles that include each other in a circle. */
export const checkRole: DocumentCheck<"role"> = (document, catalogue, app) => {
  const check = startCheck(catalogue, app);
  for (const [index, grant] of document.grants.entries()) {
    const path = pointer("grants", index);
    if (isEntityGrant(grant)) checkGrant(check, grant, path);
    else
      for (const [place, surface] of grant.use.entries())
        checkSurface(check, surface, `${path}${pointer("use", place)}`);
  }
  for (const [index, name] of (document.includes ?? []).entries())
    checkIncluded(check, document, name, pointer("includes", index));
  return withNamedPaths(document, check.problems);
};

function isEntityGrant(grant: RoleDocument["grants"][number]): grant is EntityGrant {
  return "entity" in grant;
}

function checkGrant(check: Check, grant: EntityGrant, path: string): void {
  if (grant.via !== undefined)
    check.problems.push({ code: "unsupported_kind", path: `${path}/via`, params: { name: "via" } });
  for (const [index, action] of grant.actions.entries())
    if (action.startsWith("action:"))
      check.problems.push({
        code: "unsupported_kind",
        path: `${path}${pointer("actions", index)}`,
        params: { name: action },
      });
  if (grant.entity.startsWith("settings:")) {
    checkSettingsGrant(check, grant.entity.slice("settings:".length), `${path}/entity`);
    return;
  }
  const entity = entityNamed(check, grant.entity, `${path}/entity`);
  if (entity === undefined) return;
  conditionAt(
    check,
    grant.where,
    `${path}/where`,
    recordContext(check.catalogue.entities, entity, "request"),
    { local: false },
  );
  for (const name of Object.keys(grant.fields ?? {}))
    checkGrantedField(check, entity, name, `${path}${pointer("fields", name)}`);
}

function checkSettingsGrant(check: Check, app: string, path: string): void {
  const found = check.catalogue.documents.get(app)?.some((document) => document.kind === "settings");
  if (found !== true)
    check.problems.push({
      code: "unknown_document",
      path,
      params: { kind: "settings", name: app },
      got: app,
    });
}

/** `*`, a field, `lines.price` or `lines.*`. */
function checkGrantedField(check: Check, entity: Entity, name: string, path: string): void {
  if (name === "*") return;
  const [first = "", second, ...rest] = name.split(".");
  const field = entity.fields.get(first);
  const rows =
    field === undefined || field.to === null || field.model.type !== "lines"
      ? undefined
      : check.catalogue.entities.get(field.to);
  if (field === undefined) reportUnknownField(check, name, [...entity.fields.keys()], path);
  else if (
    second !== undefined &&
    (rows === undefined || rest.length > 0 || (second !== "*" && !rows.fields.has(second)))
  )
    reportUnknownField(
      check,
      name,
      [...(rows?.fields.keys() ?? [])].map((known) => `${first}.${known}`),
      path,
    );
}

function checkSurface(check: Check, surface: string, path: string): void {
  const [kind = "", name = ""] = surface.split(":");
  if (kind === "form" || kind === "view" || kind === "page") checkDocumentName(check, kind, name, path);
  else check.problems.push({ code: "unsupported_kind", path, params: { name: kind }, got: surface });
}

function checkIncluded(check: Check, document: RoleDocument, name: string, path: string): void {
  if (builtInRoles.some((role) => role === name)) return;
  const own = `${check.app}.${document.id}`;
  checkDocumentName(check, "role", name, path);
  if (reaches(check, qualified(check.app, name), own, new Set()))
    check.problems.push({
      code: "cycle",
      path,
      params: { path: `${document.id} → ${name} → ${document.id}` },
      got: name,
    });
}

function reaches(check: Check, from: string, wanted: string, seen: Set<string>): boolean {
  if (from === wanted) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  const [app = "", id = ""] = from.split(".");
  const role = check.catalogue.documents
    .get(app)
    ?.find((document): document is RoleDocument => document.kind === "role" && document.id === id);
  return (role?.includes ?? []).some((name) => reaches(check, qualified(app, name), wanted, seen));
}

function qualified(app: string, name: string): string {
  return name.includes(".") ? name : `${app}.${name}`;
}
