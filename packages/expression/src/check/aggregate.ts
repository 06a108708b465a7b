import type { Operator } from "../operators/operator.ts";
import { typeName } from "../types/type-name.ts";
import type { Checker, Located, Visited } from "./checker.ts";
import { findList, type ListSource } from "./find-list.ts";
import type { Frame } from "./place.ts";

/** Checks `F(list, value[, filter])`; answers "scalar" where the operator works on single values, too, and no list is given. */
export function visitAggregate(
  checker: Checker,
  operator: Operator,
  args: readonly Located[],
  pointer: string,
  frame: Frame,
): Visited | null | "scalar" {
  const list = findList(checker, operator, args, frame);
  if (list === "failed") return null;
  if (list !== null) return visitList(checker, operator, list, pointer, frame);
  if (operator.scalar !== undefined && args.length > 1) return "scalar";
  return reportNoRows(checker, operator, args, pointer, frame);
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

/** The arguments after the list, each with its place; those that are left out are not there. */
interface Parts {
  readonly value: Located | null;
  readonly outer: readonly Located[];
  readonly filter: Located | null;
}

/** `[value, …outer, filter]`; over a list of plain values, the value may be left out and is the item. */
function partsOf(operator: Operator, { list, rest }: ListSource, pointer: string): Parts {
  const size = operator.aggregate?.outer ?? 0;
  const isPlain = list.type.kind !== "rows";
  if (isPlain && rest.length <= size) {
    const item = operator.name === "count" ? null : { expression: { var: "$item" }, pointer };
    return { value: item, outer: rest, filter: null };
  }
  const [value = null, ...others] = rest;
  return { value, outer: others.slice(0, size), filter: others[size] ?? null };
}

function visitList(
  checker: Checker,
  operator: Operator,
  source: ListSource,
  pointer: string,
  frame: Frame,
): Visited | null {
  const { aggregate } = operator;
  if (aggregate === undefined) return null;
  const places = partsOf(operator, source, pointer);
  const report = checker.report(
    (index) =>
      (index === 1 ? places.value?.pointer : index === null ? undefined : places.outer[index - 2]?.pointer) ??
      pointer,
    operator,
  );
  if (places.value === null && operator.name !== "count")
    return report.mismatch(null, "value", typeName(source.list.type));
  if (places.value === null || source.list.type.kind !== "rows")
    for (const name of source.reads) checker.reads.add(name);
  checker.live = checker.live || source.live;
  const value = places.value === null ? null : checker.visit(places.value, source.inner);
  const outer = places.outer.map((one) => checker.visit(one, frame));
  const filter = places.filter === null ? null : checker.visit(places.filter, source.inner);
  const read = outer.filter((one) => one !== null);
  const failed =
    (places.value !== null && value === null) ||
    read.length < outer.length ||
    (places.filter !== null && filter === null);
  if (failed || !isCondition(checker, filter, places.filter)) return null;
  const typed = aggregate.check(
    value?.checked ?? null,
    report,
    places.filter === null,
    read.map((one) => one.checked),
  );
  if (typed === null) return null;
  const written = [
    places.value?.expression === undefined || isImplied(places, pointer) ? null : value,
    ...read,
    filter,
  ];
  return {
    checked: {
      node: "aggregate",
      type: typed.type,
      operator: operator.name,
      rows: source.list,
      value: typed.value,
      filter: filter?.checked ?? null,
      outer: typed.outer ?? read.map((one) => one.checked),
    },
    expression: {
      [operator.name]: [
        ...source.expressions,
        ...written.flatMap((part) => (part === null ? [] : [part.expression])),
      ],
    },
  };
}

/** The item that was not written stays unwritten. */
function isImplied(places: Parts, pointer: string): boolean {
  return places.value?.pointer === pointer;
}

function isCondition(checker: Checker, filter: Visited | null, place: Located | null): boolean {
  const kind = filter?.checked.type.kind ?? "null";
  if (kind === "boolean" || kind === "null") return true;
  checker.report(() => place?.pointer ?? "").mismatch(0, "boolean", kind);
  return false;
}
