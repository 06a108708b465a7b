import type { Expression } from "../ast/expression.ts";
import { pathOf, splitList } from "../ast/names.ts";
import type { Operator } from "../operators/operator.ts";
import { shortSize } from "../operators/registry.ts";
import type { Checked } from "../types/checked.ts";
import { itemType } from "../types/item-type.ts";
import type { Scope } from "../types/scope.ts";
import type { Type } from "../types/type.ts";
import type { Checker, Located } from "./checker.ts";
import { enterItems, enterRows, type Frame } from "./place.ts";
import { type Resolved, resolvePath } from "./resolve-path.ts";

type Found = Extract<Resolved, { checked: Checked }>;

/** The list that an aggregate runs over: rows, or plain values. */
export interface ListSource {
  readonly list: Checked;
  /** Its canonical spelling: a dotted path that is cut in two has two. */
  readonly expressions: readonly Expression[];
  /** The names inside of it. */
  readonly inner: Frame;
  /** What counts as read where no value of its rows is. */
  readonly reads: readonly string[];
  readonly live: boolean;
  /** Arguments after the list. */
  readonly rest: readonly Located[];
}

/** A list before the arguments after it are known. */
type FoundList = Omit<ListSource, "rest">;

/** The list of `F(list, …)`; null where none is given, "failed" where it was told what is wrong with it. */
export function findList(
  checker: Checker,
  operator: Operator,
  args: readonly Located[],
  frame: Frame,
): ListSource | null | "failed" {
  const [first, second, ...others] = args;
  const name = first === undefined ? null : pathOf(first.expression);
  const given = name === null ? null : listAt(name, checker, frame);
  if (given !== null) return { ...given, rest: args.slice(1) };
  const tail = second === undefined ? null : pathOf(second.expression);
  if (name !== null && tail !== null && second !== undefined && args.length === shortSize(operator) + 1) {
    const moved = moveCut(name, tail, checker, frame);
    if (moved !== null) {
      const value =
        moved.value === null ? [] : [{ expression: { var: moved.value }, pointer: second.pointer }];
      return { ...moved.list, rest: [...value, ...others] };
    }
  }
  if (first !== undefined && isListExpression(first.expression)) {
    const visited = computedList(checker, first, frame);
    return visited === "failed" ? visited : { ...visited, rest: args.slice(1) };
  }
  return impliedRows(checker, operator, args, frame);
}

function rowsAt(name: string, checker: Checker, frame: Frame): FoundList | null {
  const found = resolvePath(name, frame, checker.context);
  return "checked" in found && found.checked.type.kind === "rows"
    ? rowsOf(found, name, checker, frame)
    : null;
}

function rowsOf(found: Found, name: string, checker: Checker, frame: Frame): FoundList | null {
  const { type } = found.checked;
  if (type.kind !== "rows") return null;
  return {
    list: found.checked,
    expressions: [{ var: name }],
    inner: insideRows(checker, type, found, frame),
    reads: [found.reads],
    live: found.live,
  };
}

/** The names inside of the list; `$parent` of implied rows is the record that owns the row. */
function insideRows(
  checker: Checker,
  rows: Extract<Type, { kind: "rows" }>,
  found: Found,
  frame: Frame,
): Frame {
  const inner = enterRows(frame, rows, found.owner, found.reads);
  const { rowsParent } = checker.context;
  if (found.reads !== "$rows" || rowsParent === undefined || rowsParent.entity === null) return inner;
  const type: Type = { kind: "reference", to: rowsParent.entity };
  const steps = [{ name: "$parent", entity: rows.entity, type }];
  const root = { at: "row", depth: 0 } as const;
  return { ...inner, parent: { scope: rowsParent, root, steps, reads: "$rows.$parent." } };
}

/** Rows, choices, references or another list under a name. */
function listAt(name: string, checker: Checker, frame: Frame): FoundList | null {
  const found = resolvePath(name, frame, checker.context);
  if (!("checked" in found)) return null;
  const rows = rowsOf(found, name, checker, frame);
  const item = itemType(found.checked.type);
  if (rows !== null || item === null) return rows;
  return {
    list: found.checked,
    expressions: [{ var: name }],
    inner: enterItems(frame, item, found.scope?.() ?? noNames, found.owner, found.reads),
    reads: [found.reads],
    live: found.live,
  };
}

/** Items without fields: only `$item` means something. */
const noNames: Scope = { entity: null, resolve: () => undefined, names: () => [] };

/** `[a, b]` and functions whose value is a list. */
function isListExpression(expression: Expression): boolean {
  if (Array.isArray(expression)) return true;
  if (typeof expression !== "object" || expression === null) return false;
  return Object.hasOwn(expression, "list") || Object.hasOwn(expression, "allocate");
}

function computedList(checker: Checker, first: Located, frame: Frame): FoundList | "failed" {
  const visited = checker.visit(first, frame);
  const item = visited === null ? null : itemType(visited.checked.type);
  if (visited === null || item === null) return "failed";
  return {
    list: visited.checked,
    expressions: [visited.expression],
    inner: enterItems(frame, item, noNames, frame.here, ""),
    reads: [],
    live: false,
  };
}

/** `SUM(customer.orders.amount)` was cut after its first name; the types tell the right place. */
function moveCut(
  list: string,
  value: string,
  checker: Checker,
  frame: Frame,
): { readonly list: FoundList; readonly value: string | null } | null {
  const names = `${list}.${value}`.split(".");
  for (let size = 1; size < names.length; size += 1) {
    const rows = rowsAt(names.slice(0, size).join("."), checker, frame);
    if (rows !== null) return { list: rows, value: names.slice(size).join(".") };
  }
  const name = names.join(".");
  const whole = listAt(name, checker, frame);
  const cut = splitList(name);
  return whole === null || cut === null
    ? null
    : { list: { ...whole, expressions: cut.map((part) => ({ var: part })) }, value: null };
}

/** In measures and rollups the list is implied: `SUM(amount, state = "cleared")`. */
function impliedRows(
  checker: Checker,
  operator: Operator,
  args: readonly Located[],
  frame: Frame,
): ListSource | null {
  const rows = frame.depth === 0 ? rowsAt("$rows", checker, frame) : null;
  if (
    rows === null ||
    (operator.scalar !== undefined && args.length > 1 && !isDotted(args, rows.inner, checker))
  )
    return null;
  const [first, second, ...others] = args;
  if (first === undefined || second === undefined || !isDotted(args, rows.inner, checker))
    return { ...rows, rest: args };
  const name = `${pathOf(first.expression)}.${pathOf(second.expression)}`;
  return { ...rows, rest: [{ expression: { var: name }, pointer: first.pointer }, ...others] };
}

/** True where both arguments are one dotted path of the row that was cut in two. */
function isDotted(args: readonly Located[], inner: Frame, checker: Checker): boolean {
  const [first, second] = args;
  const names = [first, second].map((arg) => (arg === undefined ? null : pathOf(arg.expression)));
  return !names.includes(null) && "checked" in resolvePath(names.join("."), inner, checker.context);
}
