import { alignArguments } from "../../check/align.ts";
import type { Report } from "../../check/report.ts";
import { isList, type Plain, toExact } from "../../evaluate/plain.ts";
import { type Fragment, sql } from "../../sql/fragment.ts";
import { compareCodePoints } from "../../text/code-points.ts";
import type { Checked } from "../../types/checked.ts";
import type { Type } from "../../types/type.ts";
import { typeName } from "../../types/type-name.ts";
import type { Scalar, Typed } from "../operator.ts";
import { argument } from "./argument.ts";

const ordered = ["null", "text", "integer", "decimal", "date", "time", "datetime"];
const comparable = [...ordered, "boolean", "choice", "reference"];

/** Negative, 0 or positive; both values are of the type and not null. */
export function compareValues(left: Plain, right: Plain, type: Type): number {
  if (type.kind === "integer" || type.kind === "decimal") return toExact(left).comparedTo(toExact(right));
  if (typeof left === "boolean" || typeof right === "boolean") return Number(left) - Number(right);
  if (isList(left) || isList(right)) return 0;
  return compareCodePoints(String(left), String(right));
}

/** Both operands with one type that can be compared; the call's type is boolean. */
function checkComparison(args: readonly Checked[], report: Report, kinds: readonly string[]): Typed | null {
  const aligned = alignArguments(args, report);
  if (aligned === null) return null;
  const wrong = aligned.nodes.findIndex((node) => !kinds.includes(node.type.kind));
  const node = aligned.nodes[wrong];
  if (node !== undefined)
    return report.mismatch(
      wrong,
      [...kinds].filter((kind) => kind !== "null"),
      typeName(node.type),
    );
  return { type: { kind: "boolean" }, args: aligned.nodes };
}

export function checkEquality(args: readonly Checked[], report: Report): Typed | null {
  return checkComparison(args, report, comparable);
}

/** The common type of two operands that were aligned: decimal where only one is. */
export function commonType(left: Checked, right: Checked): Type {
  return left.type.kind === "null" || right.type.kind === "decimal" ? right.type : left.type;
}

/** `collate "C"` orders text by code point. */
export function byCodePoint(value: Fragment, type: Type): Fragment {
  return type.kind === "text" || type.kind === "choice" ? sql`(${value} collate "C")` : value;
}

/** `< <= > >=`: false with null, text by code point. */
export function ordering(symbol: string, holds: (order: number) => boolean): Scalar {
  const compare = (left: Fragment, right: Fragment): Fragment => [...left, ` ${symbol} `, ...right];
  return {
    total: true,
    check: (args, report) => checkComparison(args, report, ordered),
    evaluate(call, run) {
      const [a, b] = [argument(call, 0), argument(call, 1)];
      const left = run.value(a);
      const right = run.value(b);
      return left !== null && right !== null && holds(compareValues(left, right, commonType(a, b)));
    },
    lower(call, to) {
      const [a, b] = [argument(call, 0), argument(call, 1)];
      const type = commonType(a, b);
      return sql`coalesce(${compare(to.as(a, type), byCodePoint(to.as(b, type), type))}, false)`;
    },
    lowerCondition(call, to) {
      const [a, b] = [argument(call, 0), argument(call, 1)];
      const type = commonType(a, b);
      return sql`(${compare(to.as(a, type), byCodePoint(to.as(b, type), type))})`;
    },
  };
}
