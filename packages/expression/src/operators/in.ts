import { align } from "../check/align.ts";
import { readConstant } from "../check/constants.ts";
import type { Report } from "../check/report.ts";
import { isList, type Plain } from "../evaluate/plain.ts";
import type { Lowering } from "../lower/lowering.ts";
import { sqlType } from "../lower/sql-type.ts";
import { arrayParameter, type Fragment, join, type Parameter, sql } from "../sql/fragment.ts";
import type { Checked } from "../types/checked.ts";
import { itemType } from "../types/item-type.ts";
import type { Type } from "../types/type.ts";
import { typeName } from "../types/type-name.ts";
import { unify } from "../types/unify.ts";
import type { Call, Operator, Typed } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { checkEquality, compareValues } from "./shared/comparison.ts";
import { isNullConstant } from "./shared/equality.ts";

function check(args: readonly Checked[], report: Report): Typed | null {
  const [item, list] = args;
  if (item === undefined || list === undefined) return null;
  if (list.node === "list") return checkItems(item, list, report);
  const member = itemType(list.type);
  if (member === null) return report.mismatch(1, ["list", "choices", "references"], typeName(list.type));
  const read = readConstant(item, member, 0, report);
  if (read === null) return null;
  return unify(read.type, member) === null
    ? report.mismatch(0, typeName(member), typeName(read.type))
    : { type: { kind: "boolean" }, args: [read, list] };
}

function checkItems(item: Checked, list: Extract<Checked, { node: "list" }>, report: Report): Typed | null {
  const aligned = align(
    [{ node: item, argument: 0 }, ...list.items.map((node) => ({ node, argument: 1 }))],
    report,
  );
  const first = aligned?.nodes[0];
  if (aligned === null || first === undefined) return null;
  if (checkEquality([first], report) === null) return null;
  const items = aligned.nodes.slice(1);
  return {
    type: { kind: "boolean" },
    args: [first, { ...list, type: { kind: "list", of: aligned.type }, items }],
  };
}

function lowerPlain(call: Call, to: Lowering): Fragment {
  const [item, list] = [argument(call, 0), argument(call, 1)];
  // contained, not "equal to any": an index over the members answers it
  if (list.type.kind === "choices" || list.type.kind === "references")
    return sql`${to.value(list)} @> array[${to.value(item)}]::${[sqlType(list.type)]}`;
  if (list.node !== "list") return sql`${to.value(item)} = any(${to.value(list)})`;
  const items = list.items.filter((node) => !isNullConstant(node));
  if (items.length === 0) return ["false"];
  const types = [item, ...items].map((node) => node.type);
  const decimal = types.find((type) => type.kind === "decimal");
  const type = decimal ?? types.find((one) => one.kind !== "null") ?? item.type;
  const members = items.map((node) => to.as(node, type));
  const values = members.flatMap(soleParameter);
  return values.length === members.length
    ? sql`${to.as(item, type)} = any(${arrayOf(values)})`
    : sql`${to.as(item, type)} in (${join(members)})`;
}

// One parameter for the whole list: a statement has room for 65,535.
function arrayOf(values: readonly Parameter[]): Parameter {
  return arrayParameter(
    values.map((one) => one.value),
    values[0]?.type ?? "text",
  );
}

function soleParameter(fragment: Fragment): readonly Parameter[] {
  const [piece, ...more] = fragment;
  return piece === undefined || typeof piece === "string" || more.length > 0 ? [] : [piece];
}

function holds(value: Plain, list: Plain, type: Type): boolean {
  if (value === null || !isList(list)) return false;
  return list.some((member) => member !== null && compareValues(value, member as Plain, type) === 0);
}

export const inList: Operator = {
  name: "in",
  text: "IN",
  form: "infix",
  arity: [2, 2],
  scalar: {
    total: true,
    check,
    evaluate: (call, run) =>
      holds(run.value(argument(call, 0)), run.value(argument(call, 1)), argument(call, 0).type),
    lower: (call, to) => sql`coalesce(${lowerPlain(call, to)}, false)`,
    lowerCondition: (call, to) => sql`(${lowerPlain(call, to)})`,
  },
  doc: {
    en: "True when the value is one of the list; false with null.",
    zh: "值在列表中时为真；空值为假。",
    example: 'status IN ["draft", "submitted"]',
  },
};
