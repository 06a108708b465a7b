import { type Checked, isAssignable, typeName } from "@dougong/expression";
import type { JsonValue } from "@dougong/model";
import { followsReference, readName, readsOf } from "./checked-reads.ts";
import type { Compilation, EntityDraft, FieldDraft } from "./compilation.ts";
import { fieldType } from "./entity-scope.ts";
import { compileValue, type Place } from "./expression-place.ts";
import { type RecordContext, recordContext } from "./record-context.ts";

/** The default of a field: a value in contract form as a constant, or an expression over the fields before it. */
export function compileDefault(
  compilation: Compilation,
  entity: EntityDraft,
  field: FieldDraft,
): Checked | null {
  const given = field.document.default;
  if (given === undefined || given === null) return null;
  const place = { app: entity.app, path: `${field.path}/default` };
  if (field.model.computed || field.model.type === "lines") {
    compilation.report(entity.app, {
      code: "read_only_field",
      path: place.path,
      params: { label: field.id },
    });
    return null;
  }
  const checked = compileFieldValue(
    compilation,
    entity,
    field,
    given,
    place,
    recordContext(compilation.entities, entity, "request"),
  );
  if (checked !== null) reportReads(compilation, entity, checked, place);
  return checked;
}

/** A value for a field, of a default or of a rule's `set`: a constant is brought into contract form here and now. */
export function compileFieldValue(
  compilation: Compilation,
  entity: EntityDraft,
  field: FieldDraft,
  given: JsonValue,
  place: Place,
  context: RecordContext,
): Checked | null {
  const type = fieldType(compilation, entity, field, () => ({ kind: "null" }));
  const value = compileValue(compilation, place, given, { ...context, expected: type });
  if (value === null) return null;
  if (!("constant" in value)) {
    if (isAssignable(value.checked.type, type)) return value.checked;
    compilation.report(place.app, {
      code: "type_mismatch",
      path: place.path,
      params: { label: field.id },
      expected: typeName(type),
      got: typeName(value.checked.type),
    });
    return null;
  }
  if (value.constant === null || value.constant === "") return { node: "constant", type, value: null };
  const coerced = field.model.coerce(value.constant, field.document, {
    path: place.path,
    label: field.id,
    from: "input",
  });
  if ("value" in coerced) return { node: "constant", type, value: coerced.value };
  for (const problem of coerced.problems) compilation.report(place.app, problem);
  return null;
}

/** What a default reads must be there before rules and formulas have run, and without reading other records. */
function reportReads(compilation: Compilation, entity: EntityDraft, checked: Checked, place: Place): void {
  for (const read of readsOf(checked)) {
    const first = read.read === "path" ? read.steps[0] : undefined;
    const computed =
      first !== undefined &&
      first.entity === entity.id &&
      entity.fields.get(first.name)?.model.computed === true;
    if (computed || followsReference(read))
      compilation.report(place.app, {
        code: "unsupported_kind",
        path: place.path,
        params: { name: readName(read) },
      });
  }
}
