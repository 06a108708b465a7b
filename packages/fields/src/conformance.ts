import type { Value } from "@dougong/expression";
import type { FieldDocument, JsonValue } from "@dougong/model";
import type { CoerceContext, FieldModel, TextConventions } from "./facets/model.ts";
import type { FieldStorage } from "./facets/storage.ts";

/** One language-neutral case of a field type: what comes in, and what it becomes or why it is refused. */
export interface FieldCase {
  /** Members of the field besides id and type. */
  readonly field?: Readonly<Record<string, JsonValue>>;
  readonly from: "input" | "text";
  readonly text?: Partial<TextConventions>;
  readonly current?: Value;
  readonly value: JsonValue;
  readonly expect?: Value;
  /** Codes, or codes with their paths and variants. */
  readonly problems?: readonly { readonly code: string; readonly path?: string; readonly variant?: string }[];
}

/** Conventions that a case has where it does not name others. */
export const usualConventions: TextConventions = {
  decimalSeparator: ".",
  thousandsSeparator: ",",
  dateFormat: "ymd",
  timeZone: "Asia/Shanghai",
};

export function caseField(type: string, { field }: FieldCase): FieldDocument {
  return { ...field, id: "value", type, label: "Value" };
}

export function caseContext(entry: FieldCase): CoerceContext {
  return {
    path: "/value",
    label: "Value",
    from: entry.from,
    text: { ...usualConventions, ...entry.text },
    ...(entry.current === undefined ? {} : { current: entry.current }),
  };
}

/**
 * Checks a field type, ours or a third party's, on its cases and on the laws that hold for every type. Answers what
 * is wrong, one sentence each; an empty list is a pass.
 *
 * @example
 * checkConformance({ model: plateModel, storage: plateStorage, cases }) // []
 */
export function checkConformance(type: {
  readonly model: FieldModel;
  readonly storage: FieldStorage;
  readonly cases: readonly FieldCase[];
}): readonly string[] {
  const { model, storage, cases } = type;
  const faults: string[] = [];
  if (model.type !== storage.type) faults.push(`model is of type ${model.type}, storage of ${storage.type}`);
  if (cases.length === 0) faults.push("there are no cases");
  for (const [index, entry] of cases.entries()) {
    const name = `case ${index} ${JSON.stringify(entry.value)?.slice(0, 60)}`;
    for (const fault of checkCase(model, storage, entry)) faults.push(`${name}: ${fault}`);
  }
  return faults;
}

function checkCase(model: FieldModel, storage: FieldStorage, entry: FieldCase): readonly string[] {
  const field = caseField(model.type, entry);
  const context = caseContext(entry);
  const members = model.check(field);
  if (members.length > 0) return [`the field itself is faulty: ${JSON.stringify(members)}`];
  const coerced = model.coerce(entry.value, field, context);
  if ("problems" in coerced) {
    const got = coerced.problems.map(({ code, path, variant }) => ({ code, path, variant }));
    const wanted = entry.problems ?? [];
    const same =
      entry.problems !== undefined &&
      wanted.length === got.length &&
      wanted.every((problem, index) => matches(problem, got[index]));
    return same
      ? []
      : [
          `${JSON.stringify(entry.problems ?? { expect: entry.expect })} was expected, ${JSON.stringify(got)} came`,
        ];
  }
  if (entry.problems !== undefined)
    return [`${JSON.stringify(entry.problems)} was expected, ${JSON.stringify(coerced.value)} came`];
  const faults: string[] = [];
  if (JSON.stringify(coerced.value) !== JSON.stringify(entry.expect))
    faults.push(`${JSON.stringify(entry.expect)} was expected, ${JSON.stringify(coerced.value)} came`);
  return [...faults, ...lawsOf(model, storage, field, coerced.value, context)];
}

function matches(
  wanted: NonNullable<FieldCase["problems"]>[number],
  got: { readonly code: string; readonly path: string; readonly variant: string | undefined } | undefined,
): boolean {
  return (
    got !== undefined &&
    wanted.code === got.code &&
    (wanted.path ?? "/value") === got.path &&
    (wanted.variant === undefined || wanted.variant === got.variant)
  );
}

/** Contract form is read as itself, from wherever it comes, and has a text form for the database. */
function lawsOf(
  model: FieldModel,
  storage: FieldStorage,
  field: FieldDocument,
  value: Value,
  context: CoerceContext,
): readonly string[] {
  if (value === null) return [];
  const faults: string[] = [];
  const again = model.coerce(value as JsonValue, field, { ...context, from: "input" });
  if (!("value" in again) || JSON.stringify(again.value) !== JSON.stringify(value))
    faults.push(`its own output is read as ${JSON.stringify(again)}`);
  if (storage.column(field) !== null && typeof storage.parameter(value, field).value !== "string")
    faults.push("it has no text form for the database");
  if (storage.column(field) !== null && storage.parameter(null, field).value !== null)
    faults.push("null is stored as something");
  return faults;
}
