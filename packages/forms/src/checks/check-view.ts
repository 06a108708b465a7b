import { type Entity, recordContext, resolvePath } from "@dougong/fields";
import { pointer, withNamedPaths } from "@dougong/model";
import type { DocumentCheck } from "./document-check.ts";
import { type Check, checkDocumentName, conditionAt, entityNamed, startCheck } from "./reporter.ts";

/** A view's entity, paths, filter and colours. */
export const checkView: DocumentCheck<"view"> = (document, catalogue, app) => {
  const check = startCheck(catalogue, app);
  if (document.type !== "table")
    check.problems.push({
      code: "unsupported_kind",
      path: "/type",
      params: { name: document.type },
      got: document.type,
    });
  const entity = entityNamed(check, document.entity, "/entity");
  if (entity !== undefined) {
    const context = recordContext(catalogue.entities, entity, "request");
    for (const [index, column] of (document.columns ?? []).entries()) {
      const path = pointer("columns", index);
      if (typeof column === "string") checkPath(check, entity, column, path, "a single value");
      else checkPath(check, entity, column.field, `${path}/field`, "a single value");
    }
    for (const [index, sort] of (document.sort ?? []).entries())
      checkPath(check, entity, sort.replace(/^-/, ""), pointer("sort", index), "a field to sort by");
    for (const [index, quick] of (document.quick ?? []).entries())
      checkPath(check, entity, quick, pointer("quick", index), "a field to filter by");
    conditionAt(check, document.filter, "/filter", context, { local: false });
    for (const [index, color] of (document.colors ?? []).entries())
      conditionAt(check, color.when, pointer("colors", index, "when"), context, { local: true });
  }
  const [kind, id] = document.open?.split(":") ?? [];
  if (id !== undefined && (kind === "form" || kind === "page")) checkDocumentName(check, kind, id, "/open");
  return withNamedPaths(document, check.problems);
};

/** The path is there and has one value for a record: neither rows nor a way through them. */
function checkPath(check: Check, entity: Entity, path: string, at: string, expected: string): void {
  const resolved = resolvePath(check.catalogue, entity, path);
  if ("problem" in resolved) check.problems.push({ ...resolved.problem, path: at });
  else if (resolved.path.many || resolved.path.type.kind === "rows")
    check.problems.push({ code: "type_mismatch", path: at, params: { label: path }, expected, got: "lines" });
}
