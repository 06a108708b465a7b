import { type Checked, isAssignable, typeName } from "@dougong/expression";
import {
  compileValueSource,
  type Entity,
  type Field,
  followsReference,
  readName,
  readsOf,
  recordContext,
  workOut,
} from "@dougong/fields";
import { type JsonObject, type JsonValue, type Problem, ProblemError, pointer } from "@dougong/model";
import type { WriteContext } from "../record-service.ts";
import { readOnly, unknownField } from "../steps/coerce-value.ts";
import { environmentOf } from "../steps/environment.ts";
import type { RecordValues, Write } from "../steps/write.ts";

/** What each record is to be given: values as they were sent, and expressions over the record as it is. */
export interface NewValues {
  readonly constants: JsonObject;
  readonly expressions: readonly {
    readonly field: Field;
    readonly checked: Checked;
    readonly path: string;
  }[];
}

/** @throws ProblemError `validation_failed` with every fault of names and expressions, paths `/set/…` */
export function compileNewValues(context: WriteContext, entity: Entity, set: JsonObject): NewValues {
  const problems: Problem[] = [];
  const constants: Record<string, JsonValue> = {};
  const expressions: NewValues["expressions"][number][] = [];
  for (const [name, value] of Object.entries(set)) {
    if (value === undefined) continue;
    const path = `/set${pointer(name)}`;
    const field = entity.fields.get(name);
    if (field === undefined) problems.push(unknownField(name, path, entity));
    else if (field.model.computed) problems.push(readOnly(field, path));
    else if (
      typeof value !== "string" &&
      (typeof value !== "object" || value === null || Array.isArray(value))
    )
      constants[name] = value;
    else if (field.model.type === "lines") constants[name] = value;
    else {
      const compiled = compileOne(context, entity, field, value);
      if ("problems" in compiled)
        problems.push(...compiled.problems.map((one) => ({ ...one, path: `${path}${one.path}` })));
      else if ("constant" in compiled) constants[name] = compiled.constant;
      else expressions.push({ field, checked: compiled.checked, path });
    }
  }
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
  return { constants, expressions };
}

type OneValue =
  | { readonly constant: JsonValue }
  | { readonly checked: Checked }
  | { readonly problems: readonly Problem[] };

function compileOne(context: WriteContext, entity: Entity, field: Field, value: JsonValue): OneValue {
  const names = recordContext(context.catalogue.entities, entity, "rule");
  const compiled = compileValueSource(value, { ...names, expected: field.type });
  if (!("checked" in compiled)) return compiled;
  const { checked } = compiled;
  if (!isAssignable(checked.type, field.type)) {
    const [expected, got] = [typeName(field.type), typeName(checked.type)];
    return { problems: [{ code: "type_mismatch", path: "", params: { label: field.label }, expected, got }] };
  }
  const far = [...readsOf(checked)].filter(followsReference);
  if (far.length === 0) return { checked };
  return {
    problems: far.map((read) => ({ code: "unsupported_kind", path: "", params: { name: readName(read) } })),
  };
}

/** The patch for one record: its expressions worked out over what it holds now. */
export function patchFor(
  values: NewValues,
  write: Write,
  record: RecordValues,
): { readonly patch: JsonObject; readonly problems: readonly Problem[] } {
  const base = environmentOf({ ...write, before: record });
  const patch: Record<string, JsonValue> = { ...values.constants } as Record<string, JsonValue>;
  const problems: Problem[] = [];
  for (const { field, checked, path } of values.expressions) {
    const worked = workOut(field, checked, { ...base, record }, path);
    if ("value" in worked) patch[field.id] = worked.value as JsonValue;
    else problems.push(...worked.problems);
  }
  return { patch, problems };
}
