import type { FieldDocument, JsonValue } from "@dougong/model";
import { caseContext, caseField, type FieldCase } from "../conformance.ts";
import type { CoerceContext, FieldModel } from "../facets/model.ts";

/** Values that a coercion meets sooner or later, whatever its type. */
const odd: readonly JsonValue[] = [
  true,
  false,
  0,
  -0,
  -1,
  1.5,
  1e21,
  2 ** 53,
  "0",
  " ",
  "\u0000",
  "\ud800",
  "NaN",
  "null",
  "2026-02-30",
  "１２３",
  "😀".repeat(300),
  "x".repeat(70_000),
  [],
  [null],
  [[]],
  {},
  { id: null },
  { constructor: 1 },
];

/** A coercion answers everything: a value, or problems at or below the value's place; and it reads its own output as it is. */
export function propertyFaults(model: FieldModel, cases: readonly FieldCase[]): readonly string[] {
  const values = [...odd, ...cases.map((entry) => entry.value), ...cases.flatMap(variantsOf)];
  const faults = new Set<string>();
  for (const entry of cases)
    for (const from of ["input", "text"] as const)
      for (const value of values) {
        if (value === null || value === "") continue;
        const context = { ...caseContext(entry), from };
        for (const fault of faultsOf(model, caseField(model.type, entry), value, context))
          faults.add(`${from} ${JSON.stringify(value).slice(0, 60)}: ${fault}`);
      }
  return [...faults].slice(0, 20);
}

/** The same value with a character taken away, doubled or put before it. */
function variantsOf({ value }: FieldCase): readonly JsonValue[] {
  if (typeof value !== "string") return [];
  return [value.slice(1), value.slice(0, -1), `${value}${value}`, ` ${value}`, value.toUpperCase(), [value]];
}

function faultsOf(
  model: FieldModel,
  field: FieldDocument,
  value: JsonValue,
  context: CoerceContext,
): readonly string[] {
  try {
    const once = model.coerce(value, field, context);
    if ("problems" in once) {
      const misplaced = once.problems.filter((problem) => !problem.path.startsWith(context.path));
      return [
        ...(once.problems.length === 0 ? ["it is refused without a problem"] : []),
        ...misplaced.map((problem) => `a problem stands at ${problem.path}, outside of ${context.path}`),
      ];
    }
    if (once.value === null) return [];
    const again = model.coerce(once.value as JsonValue, field, { ...context, from: "input" });
    return "value" in again && JSON.stringify(again.value) === JSON.stringify(once.value)
      ? []
      : [`its own output is read as ${JSON.stringify(again).slice(0, 120)}`];
  } catch (fault) {
    return [`coercion throws ${String(fault)}`];
  }
}
