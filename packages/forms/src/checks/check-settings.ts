import { fieldModels } from "@dougong/fields/model";
import { type FieldDocument, type Problem, pointer, withNamedPaths } from "@dougong/model";
import type { DocumentCheck } from "./document-check.ts";
import { entityNamed, startCheck } from "./reporter.ts";

/** Types whose values belong to a record: settings have none. */
const recordTypes = ["lines", "sequence", "formula", "lookup", "rollup"];

/** An app's settings: one document, whose id is the app's; fields with constant defaults. */
export const checkSettings: DocumentCheck<"settings"> = (document, catalogue, app) => {
  const check = startCheck(catalogue, app);
  if (document.id !== app)
    check.problems.push({
      code: "bad_format",
      path: "/id",
      params: { label: "id", example: app },
      expected: app,
      got: document.id,
    });
  const seen = new Set<string>();
  for (const [index, field] of document.fields.entries()) {
    const path = pointer("fields", index);
    if (seen.has(field.id))
      check.problems.push({ code: "not_unique", path: `${path}/id`, params: { label: "id" }, got: field.id });
    seen.add(field.id);
    check.problems.push(
      ...fieldProblems(field).map((problem) => ({ ...problem, path: `${path}${problem.path}` })),
    );
    if (field.type === "reference" && typeof field.to === "string")
      entityNamed(check, field.to, `${path}/to`);
  }
  return withNamedPaths(document, check.problems);
};

function fieldProblems(field: FieldDocument): readonly Problem[] {
  const model = Object.values(fieldModels).find((entry) => entry.type === field.type);
  if (model === undefined || recordTypes.includes(field.type))
    return [{ code: "unsupported_kind", path: "/type", params: { name: field.type }, got: field.type }];
  const problems = model.check(field);
  const given = field.default;
  if (given === undefined || given === null || given === "" || problems.length > 0) return problems;
  if (typeof given === "string" && given.startsWith("="))
    return [{ code: "unsupported_kind", path: "/default", params: { name: given } }];
  const coerced = model.coerce(given, field, {
    path: "/default",
    label: field.label ?? field.id,
    from: "input",
  });
  return "problems" in coerced ? coerced.problems : [];
}
