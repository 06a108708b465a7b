import { abs } from "./abs.ts";
import { add } from "./add.ts";
import { all } from "./all.ts";
import { allocate } from "./allocate.ts";
import { and } from "./and.ts";
import { any } from "./any.ts";
import { at } from "./at.ts";
import { avg } from "./avg.ts";
import { ceil } from "./ceil.ts";
import { coalesce } from "./coalesce.ts";
import { concat } from "./concat.ts";
import { contains } from "./contains.ts";
import { count } from "./count.ts";
import { countDistinct } from "./countdistinct.ts";
import { date } from "./date.ts";
import { dateAdd } from "./dateadd.ts";
import { dateDiff } from "./datediff.ts";
import { datetime } from "./datetime.ts";
import { day } from "./day.ts";
import { divide } from "./divide.ts";
import { endsWith } from "./endswith.ts";
import { equal } from "./equal.ts";
import { exp } from "./exp.ts";
import { first } from "./first.ts";
import { floor } from "./floor.ts";
import { format } from "./format.ts";
import { greater } from "./greater.ts";
import { greaterEqual } from "./greater-equal.ts";
import { hour } from "./hour.ts";
import { ifOperator } from "./if.ts";
import { inList } from "./in.ts";
import { isNull } from "./isnull.ts";
import { joinRows } from "./join.ts";
import { last } from "./last.ts";
import { left } from "./left.ts";
import { len } from "./len.ts";
import { less } from "./less.ts";
import { lessEqual } from "./less-equal.ts";
import { ln } from "./ln.ts";
import { lower } from "./lower.ts";
import { matches } from "./matches.ts";
import { max } from "./max.ts";
import { min } from "./min.ts";
import { minute } from "./minute.ts";
import { month } from "./month.ts";
import { multiply } from "./multiply.ts";
import { not } from "./not.ts";
import { notEqual } from "./not-equal.ts";
import { now } from "./now.ts";
import { number } from "./number.ts";
import type { Operator } from "./operator.ts";
import { or } from "./or.ts";
import { powerOperator } from "./power.ts";
import { quarter } from "./quarter.ts";
import { remainder } from "./remainder.ts";
import { replace } from "./replace.ts";
import { right } from "./right.ts";
import { round } from "./round.ts";
import { spell } from "./spell.ts";
import { sqrt } from "./sqrt.ts";
import { startOf } from "./startof.ts";
import { startsWith } from "./startswith.ts";
import { stdev } from "./stdev.ts";
import { subtract } from "./subtract.ts";
import { sum } from "./sum.ts";
import { text } from "./text.ts";
import { today } from "./today.ts";
import { trim } from "./trim.ts";
import { trunc } from "./trunc.ts";
import { under } from "./under.ts";
import { upper } from "./upper.ts";
import { weekday } from "./weekday.ts";
import { year } from "./year.ts";

/** Every operator by its canonical name. A new one is a file beside this one and a line here. */
const registry = {
  abs,
  "+": add,
  all,
  allocate,
  and,
  any,
  at,
  avg,
  ceil,
  coalesce,
  concat,
  contains,
  count,
  countdistinct: countDistinct,
  date,
  dateadd: dateAdd,
  datediff: dateDiff,
  datetime,
  day,
  "/": divide,
  endswith: endsWith,
  "==": equal,
  exp,
  first,
  floor,
  format,
  ">=": greaterEqual,
  ">": greater,
  hour,
  if: ifOperator,
  in: inList,
  isnull: isNull,
  join: joinRows,
  last,
  left,
  len,
  "<=": lessEqual,
  "<": less,
  ln,
  lower,
  matches,
  max,
  min,
  minute,
  month,
  "*": multiply,
  "!=": notEqual,
  "!": not,
  now,
  number,
  or,
  power: powerOperator,
  quarter,
  "%": remainder,
  replace,
  right,
  round,
  spell,
  sqrt,
  startof: startOf,
  startswith: startsWith,
  stdev,
  "-": subtract,
  sum,
  text,
  today,
  trim,
  trunc,
  under,
  upper,
  weekday,
  year,
} as const satisfies Readonly<Record<string, Operator>>;

export type OperatorName = keyof typeof registry;

/** All operators: what a formula editor offers. */
export const operators: Readonly<Record<OperatorName, Operator>> = registry;

/** The operator of a canonical name; `__proto__` and its like are unknown names. */
export function operatorNamed(name: string): Operator | undefined {
  const all: Readonly<Record<string, Operator>> = registry;
  return Object.hasOwn(all, name) ? all[name] : undefined;
}

/** The function of a text name, in any case; `CONCAT` is the function spelling of `&`. */
export function functionNamed(text: string): Operator | undefined {
  const found = operatorNamed(text.toLowerCase());
  return found !== undefined && functionText(found) !== null ? found : undefined;
}

/** The name by which an operator is called in text, or null for symbols. */
function functionText(operator: Operator): string | null {
  if (operator.form === "function") return operator.text;
  return operator.name === "concat" ? "CONCAT" : null;
}

/** Arguments of the short form `F(list.x)`: list and value are one, and those outside of the row follow. */
export function shortSize(operator: Operator): number {
  return 1 + (operator.aggregate?.outer ?? 0);
}

/** Text names of all functions, for proposals. */
export function functionNames(): readonly string[] {
  return Object.values(operators)
    .map(functionText)
    .filter((name) => name !== null);
}
