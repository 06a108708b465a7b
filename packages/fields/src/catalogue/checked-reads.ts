import type { Checked, PathRoot, PathStep } from "@dougong/expression";

/** One place where an expression reads something. */
export type Read =
  | {
      readonly read: "path";
      readonly root: PathRoot;
      readonly steps: readonly PathStep[] /** Lists around the place. */;
      readonly lists: number;
    }
  /** `$today`, `$now`, and functions whose value changes by itself. */
  | { readonly read: "clock"; readonly name: string };

/** Everything that a checked expression reads, in the order in which it stands. */
export function readsOf(checked: Checked): readonly Read[] {
  const reads: Read[] = [];
  visit(checked, 0, (node, lists) => {
    if (node.node === "path") reads.push({ read: "path", root: node.root, steps: node.steps, lists });
    else if (node.node === "today" || node.node === "now")
      reads.push({ read: "clock", name: `$${node.node}` });
    else if (node.node === "call" && clocks.includes(node.operator))
      reads.push({ read: "clock", name: clockName(node.operator) });
  });
  return reads;
}

function clockName(operator: string): string {
  return operator === "today" || operator === "now" ? `$${operator}` : operator.toUpperCase();
}

/** Calls `on` for every node, with the number of lists around it. */
export function visit(checked: Checked, lists: number, on: (node: Checked, lists: number) => void): void {
  on(checked, lists);
  switch (checked.node) {
    case "list":
      for (const item of checked.items) visit(item, lists, on);
      break;
    case "call":
      for (const argument of checked.args) visit(argument, lists, on);
      break;
    case "aggregate":
      visit(checked.rows, lists, on);
      if (checked.value !== null) visit(checked.value, lists + 1, on);
      if (checked.filter !== null) visit(checked.filter, lists + 1, on);
      for (const part of checked.outer) visit(part, lists, on);
      break;
    default:
      break;
  }
}

/** Operators whose value changes by itself. */
const clocks: readonly string[] = ["today", "now", "under", "workadd", "workdiff"];

/** True for what changes without a write: the time, settings, calendars, trees. */
export function isClock(read: Read): boolean {
  return read.read === "clock" || (read.root.at === "root" && read.root.name === "settings");
}

/** The path as a designer writes it: `customer.name`, `$old.status`. */
export function readName(read: Read): string {
  if (read.read === "clock") return read.name;
  const names = read.steps.map((step) => step.name);
  const root =
    read.root.at === "root" ? [`$${read.root.name}`] : read.root.at === "parent" ? ["$parent"] : [];
  return [...root, ...names].join(".");
}

/** True where the path goes on after a reference, so that another record is read. */
export function followsReference(read: Read): boolean {
  return read.read === "path" && read.steps.slice(0, -1).some((step) => step.type.kind === "reference");
}
