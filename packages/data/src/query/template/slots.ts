import type { Fragment, Parameter } from "@dougong/expression";

/** What is new in each run of a statement that is compiled once. */
export interface SlotValues {
  readonly id?: string;
  /** ISO 8601 UTC with ms. */
  readonly now: string;
}

/**
 * Stand in a compiled statement in the places of what each run gives. No value can be mistaken for one, since none
 * that comes from outside holds a NUL.
 */
export const slots = { id: "\u0000id", now: "\u0000now" } as const;

/** The values of a statement with this run's in their places. */
export function filledValues(
  values: readonly (string | null)[],
  given: SlotValues,
): readonly (string | null)[] {
  return values.map((value) => filledValue(value, given));
}

/** The same for a fragment; what was one parameter stays one. */
export function filled(fragment: Fragment, given: SlotValues): Fragment {
  const made = new Map<Parameter, Parameter>();
  return fragment.map((piece) => {
    if (typeof piece === "string") return piece;
    const value = filledValue(piece.value, given);
    if (value === piece.value) return piece;
    const known = made.get(piece) ?? { ...piece, value };
    made.set(piece, known);
    return known;
  });
}

function filledValue(value: string | null, given: SlotValues): string | null {
  if (value === slots.now) return given.now;
  if (value !== slots.id) return value;
  if (given.id === undefined) throw new RangeError("The statement is about one record, and no id was given");
  return given.id;
}
