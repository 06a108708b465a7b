import { align } from "../check/align.ts";
import type { Report } from "../check/report.ts";
import { type Fragment, sql } from "../sql/fragment.ts";
import type { Checked } from "../types/checked.ts";
import { typeName } from "../types/type-name.ts";
import type { Operator, Typed } from "./operator.ts";

/** `IF(c1, a, c2, b, …[, else])`: even places but the last are conditions. */
function isCondition(index: number, count: number): boolean {
  return index % 2 === 0 && index < count - 1;
}

function check(args: readonly Checked[], report: Report): Typed | null {
  let good = true;
  args.forEach((arg, index) => {
    if (!isCondition(index, args.length) || arg.type.kind === "boolean" || arg.type.kind === "null") return;
    report.mismatch(index, "boolean", typeName(arg.type));
    good = false;
  });
  if (!good) return null;
  const branches = args
    .map((node, argument) => ({ node, argument }))
    .filter(({ argument }) => !isCondition(argument, args.length));
  const aligned = align(branches, report);
  if (aligned === null) return null;
  const read = [...args];
  branches.forEach(({ argument }, index) => {
    const node = aligned.nodes[index];
    if (node !== undefined) read[argument] = node;
  });
  return { type: aligned.type, args: read };
}

export const ifOperator: Operator = {
  name: "if",
  text: "IF",
  form: "function",
  arity: [2, Number.POSITIVE_INFINITY],
  scalar: {
    check,
    evaluate({ args }, run) {
      for (let index = 0; index < args.length; index += 2) {
        const [first, second] = [args[index], args[index + 1]];
        if (first === undefined) break;
        if (second === undefined) return run.value(first);
        if (run.truth(first)) return run.value(second);
      }
      return null;
    },
    lower({ args, type }, to) {
      const parts: Fragment[] = [];
      for (let index = 0; index < args.length; index += 2) {
        const [first, second] = [args[index], args[index + 1]];
        if (first === undefined) break;
        if (second === undefined) parts.push(sql` else ${to.as(first, type)}`);
        else parts.push(sql` when ${to.condition(first)} then ${to.as(second, type)}`);
      }
      return sql`(case${parts.flat()} end)`;
    },
  },
  doc: {
    en: "The value after the first condition that holds, else the last, else null.",
    zh: "返回第一个成立的条件后面的值；都不成立时返回最后一个，没有则为空。",
    example: "IF(total > 1000, 0.1, total > 500, 0.05, 0)",
  },
};
