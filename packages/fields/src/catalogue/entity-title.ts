import type { Checked } from "@dougong/expression";
import { followsReference, readName, readsOf } from "./checked-reads.ts";
import type { Compilation, EntityDraft } from "./compilation.ts";
import { fieldType } from "./entity-scope.ts";
import { compileExpression } from "./expression-place.ts";
import { recordContext } from "./record-context.ts";

/** The record's label: the title, a field or an expression; by default the first text or sequence, else the id. */
export function compileTitle(compilation: Compilation, entity: EntityDraft): Checked {
  const { title } = entity.document;
  if (title === undefined) return defaultTitle(compilation, entity);
  const place = { app: entity.app, path: `${entity.path}/title` };
  const compiled = compileExpression(
    compilation,
    place,
    title,
    recordContext(compilation.entities, entity, "stored"),
  );
  if (compiled === null) return defaultTitle(compilation, entity);
  for (const read of readsOf(compiled.checked)) {
    const foreign =
      read.read === "clock" || read.lists > 0 || read.root.at !== "record" || followsReference(read);
    if (foreign)
      compilation.report(place.app, {
        code: "unsupported_kind",
        path: place.path,
        params: { name: readName(read) },
      });
  }
  if (compiled.checked.type.kind === "rows" || compiled.checked.type.kind === "list")
    compilation.report(place.app, {
      code: "type_mismatch",
      path: place.path,
      params: { label: "title" },
      expected: "text",
      got: compiled.checked.type.kind,
    });
  return compiled.checked;
}

function defaultTitle(compilation: Compilation, entity: EntityDraft): Checked {
  const field = [...entity.fields.values()].find(
    (entry) => entry.model.type === "text" || entry.model.type === "sequence",
  );
  const type =
    field === undefined
      ? ({ kind: "reference", to: entity.id } as const)
      : fieldType(compilation, entity, field, () => ({ kind: "null" }));
  return {
    node: "path",
    type,
    root: { at: "record" },
    steps: [{ name: field?.id ?? "id", entity: entity.id, type }],
  };
}
