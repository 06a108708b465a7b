import { applyDefaults, type Entity, type RecordEnvironment } from "@dougong/fields";
import { equalJson, type JsonValue, type Problem, pointer } from "@dougong/model";
import type { FieldStates } from "./field-state.ts";
import type { Subject } from "./subject.ts";

/** What the rules said of a record's fields. */
export interface Bindings {
  readonly required: ReadonlySet<string>;
  readonly readOnly: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
}

/** Document and rules together. */
export function fieldStates(entity: Entity, bindings: Bindings): FieldStates {
  const states = [...entity.fields.values()].map((field) => {
    const state = {
      required:
        !field.model.computed && (field.document.required === true || bindings.required.has(field.id)),
      readOnly: field.model.computed || field.document.readOnly === true || bindings.readOnly.has(field.id),
      hidden: field.document.hidden === true || bindings.hidden.has(field.id),
    };
    return [field.id, state] as const;
  });
  return Object.fromEntries(states);
}

/** Fields that a rule requires and that are empty after all rules. The document's own `required` is the caller's. */
export function missingFields(subject: Subject, required: ReadonlySet<string>): readonly Problem[] {
  return [...required].flatMap((name): readonly Problem[] => {
    const field = subject.entity.fields.get(name);
    if (field === undefined || field.document.required === true || !isEmpty(subject.record[name])) return [];
    return [
      {
        code: "required",
        path: `${subject.path}${pointer(name)}`,
        params: { label: field.label },
        expected: field.document.type,
        got: null,
      },
    ];
  });
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

/** Fields that a rule makes read-only and that were sent with another value than stands: the stored one, or on create the default. */
export function changedFields(
  given: Subject,
  readOnly: ReadonlySet<string>,
  environment: RecordEnvironment,
): readonly Problem[] {
  return [...readOnly].flatMap((name): readonly Problem[] => {
    const field = given.entity.fields.get(name);
    if (field === undefined || field.model.computed) return [];
    const stands = given.before === null ? defaultOf(given, name, environment) : given.before[name];
    if (equalJson(plain(stands), plain(given.record[name]))) return [];
    return [
      { code: "read_only_field", path: `${given.path}${pointer(name)}`, params: { label: field.label } },
    ];
  });
}

function defaultOf(given: Subject, name: string, environment: RecordEnvironment) {
  const parent = given.parent === undefined ? {} : { parent: given.parent };
  return applyDefaults(given.entity, { ...given.record, [name]: undefined }, { ...environment, ...parent })
    .values[name];
}

function plain(value: unknown): JsonValue {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
    ? null
    : (value as JsonValue);
}
