import type { Checked } from "@dougong/expression";
import { readsOf, visit } from "./checked-reads.ts";

type Aggregate = Extract<Checked, { node: "aggregate" }>;

/** The first aggregate over a list that no stored column can keep, as a designer would name it. */
export function unstorableAggregate(checked: Checked): string | undefined {
  let fault: string | undefined;
  visit(checked, 0, (node) => {
    if (node.node !== "aggregate" || fault !== undefined || isStorable(node)) return;
    fault = node.operator.toUpperCase();
  });
  return fault;
}

/**
 * Lines of the record, of its owner, of a row around or of a record that a reference leads to, and the rows of a
 * rollup. Those of another record are worked out there, so they read nothing but themselves.
 */
function isStorable(node: Aggregate): boolean {
  const { rows } = node;
  if (rows.type.kind !== "rows") return true;
  if (rows.node !== "path") return false;
  if (rows.root.at === "root") return rows.root.name === "rows";
  const own = rows.root.at !== "parent" && rows.steps.length === 1;
  const { root, steps } = rows;
  const before = steps.slice(0, -1).map((step) => step.name);
  if (!node.outer.every((part) => readsBelow(part, root.at, before))) return false;
  return own || [node.value, node.filter].every((part) => part === null || readsOnlyRows(part));
}

function readsOnlyRows(part: Checked): boolean {
  return readsOf(part).every(
    (read) => read.read !== "path" || (read.root.at === "row" && read.root.depth <= read.lists),
  );
}

/** What is worked out once for the list is read from the record that has it. */
function readsBelow(part: Checked, at: string, before: readonly string[]): boolean {
  return readsOf(part).every(
    (read) =>
      read.read !== "path" ||
      (read.root.at === at && before.every((name, index) => read.steps[index]?.name === name)),
  );
}
