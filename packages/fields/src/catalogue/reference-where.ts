import type { Checked } from "@dougong/expression";
import { followsReference, readName, readsOf } from "./checked-reads.ts";
import type { Compilation, EntityDraft, FieldDraft } from "./compilation.ts";
import { compileCondition } from "./expression-place.ts";
import { recordName } from "./record-context.ts";

/**
 * `where` of a reference: bare names are those of the record that is chosen, `$record` is the one that chooses; in
 * rows `$row` is the row and `$record` its owner.
 */
export function compileReferenceWhere(
  compilation: Compilation,
  entity: EntityDraft,
  field: FieldDraft,
): Checked | null {
  const { where } = field.document;
  const target = field.to === null ? undefined : compilation.entities.get(field.to);
  const refers = ["reference", "references", "user"].includes(field.model.type);
  if (!refers || where === undefined || target === undefined) return null;
  const owner = entity.owner === null ? undefined : compilation.entities.get(entity.owner.entity);
  const place = { app: entity.app, path: `${field.path}/where` };
  const compiled = compileCondition(compilation, place, where, {
    scope: target.scope,
    roots: {
      record: recordName(owner ?? entity),
      ...(owner === undefined ? {} : { row: recordName(entity) }),
    },
  });
  if (compiled === null) return null;
  // What the writer's record points to is not at hand where the choice is checked.
  for (const read of readsOf(compiled.checked))
    if (
      read.read === "path" &&
      read.root.at === "root" &&
      read.root.name !== "user" &&
      followsReference(read)
    )
      compilation.report(place.app, {
        code: "unsupported_kind",
        path: place.path,
        params: { name: readName(read) },
      });
  return compiled.checked;
}
