import type { FieldDocument, Problem } from "@dougong/model";
import { isExpressionText, textMember } from "./members.ts";

/** Faults of `min` and `max` that are texts in contract form: unreadable, an expression, or the wrong way round. */
export function rangeProblems(
  field: FieldDocument,
  expected: string,
  example: string,
  read: (text: string) => string | undefined,
): readonly Problem[] {
  const problems = (["min", "max"] as const).flatMap((member): readonly Problem[] => {
    const value = textMember(field, member);
    if (value === undefined) return [];
    const path = `/${member}`;
    if (isExpressionText(value)) return [{ code: "unsupported_kind", path, params: { name: value } }];
    return read(value) === undefined
      ? [{ code: "bad_format", path, expected, got: value, params: { label: member, example } }]
      : [];
  });
  if (problems.length > 0) return problems;
  const [min, max] = [read(textMember(field, "min") ?? ""), read(textMember(field, "max") ?? "")];
  if (min === undefined || max === undefined || min <= max) return [];
  const bound = { variant: "max", params: { label: "min", max }, expected: { max } } as const;
  return [{ code: "out_of_range", path: "/min", ...bound, got: min }];
}
