import type { Report } from "../check/report.ts";
import { type ClockPattern, formatClock, readClockPattern } from "../format/clock-pattern.ts";
import { formatNumber, type NumberPattern, readNumberPattern } from "../format/number-pattern.ts";
import type { Lowering } from "../lower/lowering.ts";
import { arrayParameter, type Fragment, parameter, sql } from "../sql/fragment.ts";
import type { Checked } from "../types/checked.ts";
import type { Type } from "../types/type.ts";
import { isNumeric, typeName } from "../types/type-name.ts";
import type { Call, Operator, Typed } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { callSql } from "./shared/arithmetic.ts";
import { localClock, sqlLocalClock } from "./shared/local.ts";

const kinds = ["integer", "decimal", "date", "time", "datetime"];

type Pattern = { readonly number: NumberPattern } | { readonly clock: ClockPattern };

/** The pattern of a value's type; one of a null is never looked at. */
function readPattern(text: string, { kind }: Type): Pattern | null {
  const clock =
    kind === "date" || kind === "time" || kind === "datetime" ? readClockPattern(text, kind) : null;
  if (clock !== null) return { clock };
  const number = kind === "integer" || kind === "decimal" ? readNumberPattern(text) : null;
  return number === null ? null : { number };
}

function check(args: readonly Checked[], report: Report): Typed | null {
  const [value, pattern] = args;
  if (value === undefined || pattern === undefined) return null;
  if (value.type.kind !== "null" && !kinds.includes(value.type.kind))
    return report.mismatch(0, kinds, typeName(value.type));
  if (pattern.node !== "constant" || typeof pattern.value !== "string")
    return report.mismatch(1, "constant text", typeName(pattern.type));
  if (value.type.kind !== "null" && readPattern(pattern.value, value.type) === null) {
    const example = isNumeric(value.type) ? "#,##0.00" : value.type.kind === "time" ? "HH:mm" : "yyyy-MM-dd";
    return report.problem(1, {
      code: "bad_format",
      params: { label: JSON.stringify(pattern.value.slice(0, 80)), expected: example, example },
      expected: example,
      got: pattern.value.slice(0, 80),
    });
  }
  return { type: { kind: "text" }, args };
}

function patternOf(call: Call): Pattern | null {
  const node = argument(call, 1);
  return node.node === "constant" ? readPattern(String(node.value), argument(call, 0).type) : null;
}

function lower(call: Call, to: Lowering): Fragment {
  const value = argument(call, 0);
  const pattern = patternOf(call);
  if (pattern === null) return ["null::text"];
  if ("clock" in pattern) {
    const local = sqlLocalClock(value, to);
    const moment =
      value.type.kind === "time" ? sql`(date '1970-01-01' + ${local})` : sql`${local}::timestamp`;
    return callSql(to.helper("_format"), moment, [arrayParameter(pattern.clock, "text")]);
  }
  const { before, after, whole, fraction, group, percent } = pattern.number;
  return callSql(
    to.helper("_format"),
    to.as(value, { kind: "decimal", scale: null }),
    [parameter(before, "text")],
    [parameter(after, "text")],
    [String(whole)],
    [String(fraction[0])],
    [String(fraction[1])],
    [String(group)],
    [String(percent)],
  );
}

export const format: Operator = {
  name: "format",
  text: "FORMAT",
  form: "function",
  arity: [2, 2],
  scalar: {
    check,
    evaluate(call, run) {
      const value = argument(call, 0);
      const pattern = patternOf(call);
      if (pattern === null) return null;
      if ("clock" in pattern) {
        const local = localClock(value, run);
        return local === null ? null : formatClock(local, pattern.clock);
      }
      const number = run.number(value);
      return number === null ? null : formatNumber(number, pattern.number);
    },
    lower,
  },
  doc: {
    en: "A number, date or time as text by a pattern: #,##0.00, 0.0%, yyyy-MM-dd HH:mm.",
    zh: "按格式把数字、日期或时间转为文本：#,##0.00、0.0%、yyyy年M月d日 HH:mm。",
    example: 'FORMAT(total, "#,##0.00")',
  },
};
