import type { Compilation, EntityDraft } from "./compilation.ts";
import { unknownField } from "./unknown-document.ts";

/** `tree`: a reference of the entity to itself. */
export function checkTree(compilation: Compilation, entity: EntityDraft): void {
  const { tree } = entity.document;
  if (tree === undefined || entity.broken.has(tree)) return;
  const field = entity.fields.get(tree);
  const path = `${entity.path}/tree`;
  if (field === undefined) {
    compilation.report(entity.app, unknownField(tree, [...entity.fields.keys()], path));
    return;
  }
  if (field.model.type === "reference" && field.to === entity.id) return;
  compilation.report(entity.app, {
    code: "type_mismatch",
    path,
    params: { label: tree, expected: `reference(${entity.id})`, got: field.model.type },
    expected: `reference(${entity.id})`,
    got: field.model.type,
  });
}
