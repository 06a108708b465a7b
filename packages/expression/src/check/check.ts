import type { Problem } from "@dougong/model";
import type { Expression } from "../ast/expression.ts";
import { sizeProblem } from "../ast/size.ts";
import type { Source } from "../parse/source.ts";
import type { Checked } from "../types/checked.ts";
import type { CheckContext } from "../types/scope.ts";
import { Checker } from "./checker.ts";
import { settle } from "./settle.ts";

export interface CheckedExpression {
  readonly checked: Checked;
  /** Names that are read, dotted: `lines.amount`, `customer.tier`, `$user.id`. */
  readonly reads: readonly string[];
  /** True where the value changes by itself: it reads today, now, settings or a live field. */
  readonly live: boolean;
  /** The canonical expression, in which lists are told from values: what is stored. */
  readonly expression: Expression;
}

/**
 * Resolves the names and infers the types of a canonical expression. Problems are `unknown_field`,
 * `type_mismatch`, `reference_not_found`, `bad_format`, `ambiguous`, `not_storable`; they have the pointer inside
 * the expression, or `at` its place in the text where `source` is given.
 */
export function check(
  expression: Expression,
  context: CheckContext,
  source?: Source,
): CheckedExpression | { readonly problems: readonly Problem[] } {
  const size = sizeProblem(expression);
  if (size !== null) return { problems: [{ ...size, path: "" }] };
  const checker = new Checker(context, source);
  const frame = {
    here: { scope: context.scope, root: { at: "record" as const }, steps: [], reads: "" },
    parent:
      context.parent === undefined
        ? null
        : { scope: context.parent, root: { at: "parent" as const }, steps: [], reads: "$parent." },
    depth: 0,
    item: null,
  };
  const visited = checker.visit({ expression, pointer: "" }, frame);
  const checked =
    visited === null
      ? null
      : settle(
          visited.checked,
          context.expected,
          checker.report(() => ""),
        );
  if (checker.problems.length > 0 || visited === null || checked === null)
    return { problems: checker.problems };
  return { checked, reads: [...checker.reads], live: checker.live, expression: visited.expression };
}
