import type { Exact } from "../../evaluate/decimal.ts";
import { outOfRange, type Plain, toInteger } from "../../evaluate/plain.ts";
import type { Lowering } from "../../lower/lowering.ts";
import { type Fragment, join, sql } from "../../sql/fragment.ts";
import type { Type } from "../../types/type.ts";
import { widestNumber } from "../../types/unify.ts";
import type { Call, Scalar } from "../operator.ts";
import { fitSlots } from "./signature.ts";

/** Digits that PostgreSQL's numeric holds before and after the point. */
const mostDigits = { whole: 131_072, fraction: 16_383 } as const;

/** `+ - * %`: null with null, integers stay integers, decimals are exact. */
export function arithmetic(
  symbol: string,
  step: (left: Exact, right: Exact) => Exact | null,
  keepsScale: boolean,
): Scalar {
  return {
    check(args, report) {
      if (!fitSlots(args, ["number"], report)) return null;
      const widest = widestNumber(args.map((arg) => arg.type));
      const type: Type = widest.kind === "integer" || keepsScale ? widest : { kind: "decimal", scale: null };
      return { type, args };
    },
    evaluate(call, run) {
      let result: Exact | null = null;
      for (const [index, arg] of call.args.entries()) {
        const value = run.number(arg);
        if (value === null) return null;
        result = index === 0 ? value : result === null ? null : step(result, value);
        if (result === null) return null;
        if (index > 0) result = within(result, call.type);
      }
      return numberOf(result, call.type);
    },
    lower(call, to) {
      const [first, ...rest] = call.args.map((arg) => operand(arg, call, to));
      return rest.reduce<Fragment>(
        (left, right) => lowerStep(symbol, left, right, call.type, to),
        first ?? [],
      );
    },
  };
}

function operand(arg: Call["args"][number], call: Call, to: Lowering): Fragment {
  return to.as(arg, call.type.kind === "integer" ? { kind: "integer" } : { kind: "decimal", scale: null });
}

function lowerStep(symbol: string, left: Fragment, right: Fragment, type: Type, to: Lowering): Fragment {
  const divisor = symbol === "%" ? sql`nullif(${right}, 0)` : right;
  const plain: Fragment = ["(", ...left, ` ${symbol} `, ...divisor, ")"];
  return type.kind === "integer" && symbol !== "%" ? sql`${to.helper("_int")}${plain}` : plain;
}

function within(value: Exact, type: Type): Exact {
  if (type.kind === "integer") {
    toInteger(value);
    return value;
  }
  if (
    value.precision(true) - value.decimalPlaces() > mostDigits.whole ||
    value.decimalPlaces() > mostDigits.fraction
  ) {
    throw outOfRange("decimal", `-1e${mostDigits.whole}`, `1e${mostDigits.whole}`);
  }
  return value;
}

/** The number in the form of its type. @throws out_of_range */
export function numberOf(value: Exact | null, type: Type): Plain {
  if (value === null) return null;
  return type.kind === "integer" ? toInteger(value) : value;
}

/** `f(a, b)` */
export function callSql(name: Fragment, ...args: readonly Fragment[]): Fragment {
  return [...name, "(", ...join(args), ")"];
}
