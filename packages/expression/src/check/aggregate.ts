import type { Expression } from "../ast/expression.ts";
import { pathOf } from "../ast/names.ts";
import type { Operator } from "../operators/operator.ts";
import type { Checked } from "../types/checked.ts";
import type { Type } from "../types/type.ts";
import { typeName } from "../types/type-name.ts";
import type { Checker, Located, Visited } from "./checker.ts";
import { enterRows, type Frame } from "./place.ts";
import { type Resolved, resolvePath } from "./resolve-path.ts";

type RowsType = Extract<Type, { kind: "rows" }>;
type Found = Extract<Resolved, { checked: Checked }>;

/** The list that an aggregate runs over, and the arguments after it. */
interface Rows {
  readonly found: Found;
  readonly type: RowsType;
  readonly expression: Expression;
  readonly rest: readonly Located[];
}

/** Checks `F(list, value[, filter])`; answers "scalar" where the operator works on single values, too, and no list is given. */
export function visitAggregate(
  checker: Checker,
  operator: Operator,
  args: readonly Located[],
  pointer: string,
  frame: Frame,
): Visited | null | "scalar" {
  const rows = findRows(checker, operator, args, frame);
  if (rows === null) {
    if (operator.scalar !== undefined && args.length > 1) return "scalar";
    return reportNoRows(checker, operator, args, pointer, frame);
  }
  return visitRows(checker, operator, rows, pointer, frame);
}

function findRows(checker: Checker, operator: Operator, args: readonly Located[], frame: Frame): Rows | null {
  const [first, second, ...others] = args;
  const name = first === undefined ? null : pathOf(first.expression);
  const given = name === null ? null : rowsAt(name, checker, frame);
  if (given !== null) return { ...given, rest: args.slice(1) };
  const whole = operator.name === "join" ? 3 : 2;
  const tail = second === undefined ? null : pathOf(second.expression);
  if (name !== null && tail !== null && second !== undefined && args.length === whole) {
    const moved = moveCut(name, tail, checker, frame);
    if (moved !== null)
      return {
        ...moved.rows,
        rest: [{ expression: { var: moved.value }, pointer: second.pointer }, ...others],
      };
  }
  return impliedRows(checker, operator, args, frame);
}

function rowsAt(name: string, checker: Checker, frame: Frame): Omit<Rows, "rest"> | null {
  const found = resolvePath(name, frame, checker.context);
  if (!("checked" in found) || found.checked.type.kind !== "rows") return null;
  return { found, type: found.checked.type, expression: { var: name } };
}

/** `SUM(customer.orders.amount)` was cut after its first name; the types tell the right place. */
function moveCut(
  list: string,
  value: string,
  checker: Checker,
  frame: Frame,
): { readonly rows: Omit<Rows, "rest">; readonly value: string } | null {
  const names = `${list}.${value}`.split(".");
  for (let size = 1; size < names.length; size += 1) {
    const rows = rowsAt(names.slice(0, size).join("."), checker, frame);
    if (rows !== null) return { rows, value: names.slice(size).join(".") };
  }
  return null;
}

/** In measures and rollups the list is implied: `SUM(amount, state = "cleared")`. */
function impliedRows(
  checker: Checker,
  operator: Operator,
  args: readonly Located[],
  frame: Frame,
): Rows | null {
  const rows = frame.depth === 0 ? rowsAt("$rows", checker, frame) : null;
  if (
    rows === null ||
    (operator.scalar !== undefined && args.length > 1 && !isDotted(args, rows, checker, frame))
  )
    return null;
  const [first, second, ...others] = args;
  if (first === undefined || second === undefined || !isDotted(args, rows, checker, frame))
    return { ...rows, rest: args };
  const name = `${pathOf(first.expression)}.${pathOf(second.expression)}`;
  return { ...rows, rest: [{ expression: { var: name }, pointer: first.pointer }, ...others] };
}

/** True where both arguments are one dotted path of the row that was cut in two. */
function isDotted(
  args: readonly Located[],
  rows: Omit<Rows, "rest">,
  checker: Checker,
  frame: Frame,
): boolean {
  const [first, second] = args;
  const names = [first, second].map((arg) => (arg === undefined ? null : pathOf(arg.expression)));
  if (names.includes(null)) return false;
  const inner = insideRows(checker, rows, frame);
  return "checked" in resolvePath(names.join("."), inner, checker.context);
}

/** The names inside of the list; `$parent` of implied rows is the record that owns the row. */
function insideRows(checker: Checker, rows: Omit<Rows, "rest">, frame: Frame): Frame {
  const inner = enterRows(frame, rows.type, rows.found.owner, rows.found.reads);
  const { rowsParent } = checker.context;
  if (rows.found.reads !== "$rows" || rowsParent === undefined || rowsParent.entity === null) return inner;
  const type: Type = { kind: "reference", to: rowsParent.entity };
  const steps = [{ name: "$parent", entity: rows.type.entity, type }];
  const root = { at: "row", depth: 0 } as const;
  return { ...inner, parent: { scope: rowsParent, root, steps, reads: "$rows.$parent." } };
}

function reportNoRows(
  checker: Checker,
  operator: Operator,
  args: readonly Located[],
  pointer: string,
  frame: Frame,
): null {
  const [first] = args;
  const report = checker.report(
    (index) => (index === null ? pointer : (args[index]?.pointer ?? pointer)),
    operator,
  );
  if (first === undefined) return report.mismatch(null, "rows", null);
  const visited = checker.visit(first, frame);
  return visited === null ? null : report.mismatch(0, "rows", typeName(visited.checked.type));
}

function visitRows(
  checker: Checker,
  operator: Operator,
  rows: Rows,
  pointer: string,
  frame: Frame,
): Visited | null {
  const { aggregate } = operator;
  if (aggregate === undefined) return null;
  const inner = insideRows(checker, rows, frame);
  const [value, ...others] = rows.rest;
  const [separator, filter] = operator.name === "join" ? [others[0], others[1]] : [undefined, others[0]];
  const report = checker.report((index) => (index === 1 ? (value?.pointer ?? pointer) : pointer), operator);
  if (value === undefined) {
    if (operator.name !== "count") return report.mismatch(null, "value", typeName(rows.type));
    checker.reads.add(rows.found.reads);
  }
  const parts = {
    value: value === undefined ? null : checker.visit(value, inner),
    separator: separator === undefined ? null : checker.visit(separator, frame),
    filter: filter === undefined ? null : checker.visit(filter, inner),
  };
  checker.live = checker.live || rows.found.live;
  const failed =
    (value !== undefined && parts.value === null) ||
    (separator !== undefined && parts.separator === null) ||
    (filter !== undefined && parts.filter === null);
  if (failed || !isCondition(checker, parts.filter, filter) || !isText(checker, parts.separator, separator))
    return null;
  const typed = aggregate.check(parts.value?.checked ?? null, report, filter === undefined);
  if (typed === null) return null;
  return {
    checked: {
      node: "aggregate",
      type: typed.type,
      operator: operator.name,
      rows: rows.found.checked,
      value: typed.value,
      filter: parts.filter?.checked ?? null,
      ...(parts.separator === null ? {} : { separator: parts.separator.checked }),
    },
    expression: {
      [operator.name]: [
        rows.expression,
        ...[parts.value, parts.separator, parts.filter].flatMap((part) =>
          part === null ? [] : [part.expression],
        ),
      ],
    },
  };
}

function isCondition(checker: Checker, filter: Visited | null, place: Located | undefined): boolean {
  const kind = filter?.checked.type.kind ?? "null";
  if (kind === "boolean" || kind === "null") return true;
  checker.report(() => place?.pointer ?? "").mismatch(0, "boolean", kind);
  return false;
}

function isText(checker: Checker, separator: Visited | null, place: Located | undefined): boolean {
  const kind = separator?.checked.type.kind ?? "null";
  if (["text", "choice", "null"].includes(kind)) return true;
  checker.report(() => place?.pointer ?? "").mismatch(0, "text", kind);
  return false;
}
