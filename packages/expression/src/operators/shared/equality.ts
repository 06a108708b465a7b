import type { Evaluation } from "../../evaluate/evaluation.ts";
import type { Lowering } from "../../lower/lowering.ts";
import { type Fragment, sql } from "../../sql/fragment.ts";
import type { Checked } from "../../types/checked.ts";
import type { Call } from "../operator.ts";
import { argument } from "./argument.ts";
import { commonType, compareValues } from "./comparison.ts";

/** Null-safe: `null = null` is true. */
export function equalValues(call: Call, run: Evaluation): boolean {
  const [a, b] = [argument(call, 0), argument(call, 1)];
  const left = run.value(a);
  const right = run.value(b);
  if (left === null || right === null) return left === right;
  return compareValues(left, right, commonType(a, b)) === 0;
}

export function isNullConstant(node: Checked): boolean {
  return node.node === "constant" && node.value === null;
}

/** True for what is known before a row is read, so that the planner folds `x is null` over it. */
function isBound(node: Checked): boolean {
  return (
    node.node === "constant" ||
    node.node === "today" ||
    node.node === "now" ||
    (node.node === "path" && node.root.at === "root")
  );
}

/** `is [not] distinct from`, or `is [not] null` beside a null. */
export function lowerEqual(call: Call, to: Lowering, equal: boolean): Fragment {
  const [a, b] = [argument(call, 0), argument(call, 1)];
  const type = commonType(a, b);
  if (isNullConstant(b)) return sql`(${to.as(a, type)}${equal ? [" is null"] : [" is not null"]})`;
  if (isNullConstant(a)) return sql`(${to.as(b, type)}${equal ? [" is null"] : [" is not null"]})`;
  const between = equal ? [" is not distinct from "] : [" is distinct from "];
  return sql`(${to.as(a, type)}${between}${to.as(b, type)})`;
}

/** `a = b` that an index can answer, where one side is a constant or bound before the rows are read. */
export function lowerEqualCondition(call: Call, to: Lowering): Fragment {
  const [a, b] = [argument(call, 0), argument(call, 1)];
  if (isNullConstant(a) || isNullConstant(b)) return lowerEqual(call, to, true);
  const type = commonType(a, b);
  const plain = sql`${to.as(a, type)} = ${to.as(b, type)}`;
  if (a.node === "constant" || b.node === "constant") return sql`(${plain})`;
  if (!isBound(a) && !isBound(b)) return lowerEqual(call, to, true);
  return sql`(${plain} or (${to.as(a, type)} is null and ${to.as(b, type)} is null))`;
}
