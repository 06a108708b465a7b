import type { Decimal } from "decimal.js";
import { roundingLimit, roundTo } from "../../evaluate/decimal.ts";
import type { Lowering } from "../../lower/lowering.ts";
import type { Fragment } from "../../sql/fragment.ts";
import type { Checked } from "../../types/checked.ts";
import type { Type } from "../../types/type.ts";
import type { Scalar } from "../operator.ts";
import { argument } from "./argument.ts";
import { callSql, numberOf } from "./arithmetic.ts";
import { fitSlots } from "./signature.ts";

const number: Type = { kind: "decimal", scale: null };

/** The number of decimals as an int within the limit; null stays null. */
function sqlDigits(node: Checked, to: Lowering): Fragment {
  if (node.node === "constant" && typeof node.value === "number") {
    return [String(Math.max(-roundingLimit, Math.min(roundingLimit, node.value)))];
  }
  return callSql(
    to.helper("_clamp"),
    to.as(node, { kind: "integer" }),
    [String(-roundingLimit)],
    [String(roundingLimit)],
  );
}

/** `F(x[, n])`; without n the result is an integer. `name` is PostgreSQL's function, `helper` ours for n digits. */
export function rounding(
  mode: Decimal.Rounding,
  name: string,
  helper: string | null,
  resultScale: (digits: number | null) => number | null,
): Scalar {
  return {
    check(args, report) {
      if (!fitSlots(args, ["number", "integer"], report)) return null;
      const digits = args[1];
      if (digits === undefined) return { type: { kind: "integer" }, args };
      const constant = digits.node === "constant" && typeof digits.value === "number" ? digits.value : null;
      return { type: { kind: "decimal", scale: resultScale(constant) }, args };
    },
    evaluate(call, run) {
      const value = run.number(argument(call, 0));
      const digits = call.args[1];
      const places = digits === undefined ? 0 : run.integer(digits);
      return value === null || places === null ? null : numberOf(roundTo(value, places, mode), call.type);
    },
    lower(call, to) {
      const value = to.as(argument(call, 0), number);
      const digits = call.args[1];
      if (digits === undefined) return callSql(to.helper("_int"), callSql([name], value));
      return callSql(helper === null ? [name] : to.helper(helper), value, sqlDigits(digits, to));
    },
  };
}
