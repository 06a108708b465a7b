import type { Checked } from "@dougong/expression";
import type { OwnAggregate } from "./catalogue.ts";
import { readsOf, visit } from "./checked-reads.ts";
import { fingerprint, hash32 } from "./fingerprint.ts";

type Aggregate = Extract<Checked, { node: "aggregate" }>;

/** The aggregates over own lines that a formula reads, each with the column that keeps it. */
export function ownAggregates(checked: Checked): readonly OwnAggregate[] {
  const found = new Map<string, OwnAggregate>();
  visit(checked, 0, (node) => {
    const lines = node.node === "aggregate" ? linesOf(node) : undefined;
    if (node.node !== "aggregate" || lines === undefined) return;
    const column = `_agg_${hash32(fingerprint(node))}`;
    if (!found.has(column)) found.set(column, { column, lines, checked: node });
  });
  return [...found.values()];
}

/** The lines field whose rows are aggregated, when they are the record's own. */
function linesOf(node: Aggregate): string | undefined {
  if (
    node.rows.type.kind !== "rows" ||
    node.rows.node !== "path" ||
    node.rows.root.at !== "record" ||
    node.rows.steps.length !== 1
  )
    return undefined;
  return node.rows.steps[0]?.name;
}

/** The first part of an aggregate that is no own-lines aggregate of row values, as a designer would name it. */
export function unstorableAggregate(checked: Checked): string | undefined {
  let fault: string | undefined;
  visit(checked, 0, (node, lists) => {
    if (node.node !== "aggregate" || node.rows.type.kind !== "rows" || fault !== undefined) return;
    if (lists > 0 || linesOf(node) === undefined) fault = node.operator.toUpperCase();
    for (const part of [node.value, node.filter, ...node.outer]) {
      if (part === null) continue;
      // a sum that reads the record itself would have to be worked out anew at each change of it
      const outside = readsOf(part).find(
        (read) => read.read === "path" && !(read.root.at === "row" && read.root.depth === 0),
      );
      if (outside?.read === "path")
        fault = `${node.operator.toUpperCase()} over $parent.${outside.steps[0]?.name ?? ""}`;
    }
  });
  return fault;
}
