import { ProblemError } from "@dougong/model";
import { readConstant } from "../check/constants.ts";
import type { Report } from "../check/report.ts";
import type { Evaluation } from "../evaluate/evaluation.ts";
import { isList, type Plain } from "../evaluate/plain.ts";
import type { Lowering } from "../lower/lowering.ts";
import { type Fragment, sql } from "../sql/fragment.ts";
import type { Checked } from "../types/checked.ts";
import { typeName } from "../types/type-name.ts";
import type { Call, Operator, Typed } from "./operator.ts";
import { argument } from "./shared/argument.ts";

/** Both lead to one entity, whose tree's field the checker has added; the second may be a list of which one is enough. */
function check(args: readonly Checked[], report: Report): Typed | null {
  const [below, given, tree] = args;
  if (below === undefined || given === undefined) return null;
  if (below.type.kind !== "reference") return report.mismatch(0, "reference", typeName(below.type));
  const above = readConstant(given, below.type, 1, report);
  if (above === null) return null;
  const { type } = above;
  if (type.kind !== "reference" && type.kind !== "references" && type.kind !== "null")
    return report.mismatch(1, typeName(below.type), typeName(type));
  if (type.kind !== "null" && type.to !== below.type.to)
    return report.mismatch(1, typeName(below.type), typeName(type));
  if (tree === undefined) return report.mismatch(0, "tree", typeName(below.type));
  return { type: { kind: "boolean" }, args: [below, above, tree] };
}

function isUnder(id: Plain, above: Plain, entity: string, run: Evaluation): boolean {
  if (typeof id !== "string" || above === null) return false;
  const { under } = run.environment;
  if (under === undefined)
    throw new ProblemError("validation_failed", [
      { code: "unsupported_kind", path: "", params: { name: "UNDER" }, got: "UNDER" },
    ]);
  const all = isList(above) ? above : [above];
  return all.some((one) => typeof one === "string" && under(entity, id, one));
}

function lowerPlain(call: Call, to: Lowering): Fragment {
  const [below, above] = [argument(call, 0), argument(call, 1)];
  const { environment } = to;
  if (below.type.kind !== "reference" || above.type.kind === "null") return ["false"];
  if (environment.under === undefined) throw new RangeError("UNDER has no SQL here");
  const all = above.type.kind === "references" ? to.value(above) : sql`array[${to.value(above)}]`;
  return environment.under(below.type.to, to.value(below), all);
}

export const under: Operator = {
  name: "under",
  text: "UNDER",
  form: "function",
  arity: [2, 2],
  runs: ["sql", "server"],
  scalar: {
    total: true,
    check,
    evaluate(call, run) {
      const { type } = argument(call, 0);
      const entity = type.kind === "reference" ? type.to : "";
      return isUnder(run.value(argument(call, 0)), run.value(argument(call, 1)), entity, run);
    },
    lower: (call, to) => sql`coalesce(${lowerPlain(call, to)}, false)`,
  },
  doc: {
    en: "True when a is b or stands below it in the tree of their table; b may be a list of which one is enough.",
    zh: "a 就是 b，或在所属表的树中位于 b 之下时为真；b 可以是列表，满足其一即可。",
    example: "UNDER(unit, $user.units)",
  },
};
