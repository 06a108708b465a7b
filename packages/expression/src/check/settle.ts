import { operatorNamed } from "../operators/registry.ts";
import type { Checked } from "../types/checked.ts";
import type { Type } from "../types/type.ts";
import { readConstant } from "./constants.ts";
import type { Report } from "./report.ts";

/** Reads constant strings as the type that the place wants, through the branches of IF and COALESCE. */
export function settle(node: Checked, expected: Type | undefined, report: Report): Checked | null {
  if (expected === undefined) return node;
  if (node.node === "constant") return readConstant(node, expected, 0, report);
  if (node.node === "list" && (expected.kind === "choices" || expected.kind === "references"))
    return settleList(node, expected, report);
  if (node.node !== "call" || (node.operator !== "if" && node.operator !== "coalesce")) return node;
  const args: Checked[] = [];
  for (const [index, arg] of node.args.entries()) {
    const isBranch = node.operator === "coalesce" || index % 2 === 1 || index === node.args.length - 1;
    const read = isBranch ? settle(arg, expected, report) : arg;
    if (read === null) return null;
    args.push(read);
  }
  const typed = operatorNamed(node.operator)?.scalar?.check(args, report) ?? null;
  return typed === null ? null : { ...node, ...typed };
}

function settleList(
  node: Extract<Checked, { node: "list" }>,
  expected: Extract<Type, { kind: "choices" | "references" }>,
  report: Report,
): Checked | null {
  const of: Type =
    expected.kind === "choices"
      ? { kind: "choice", options: expected.options }
      : { kind: "reference", to: expected.to };
  const items = node.items.map((item) => readConstant(item, of, 0, report));
  return items.some((item) => item === null)
    ? null
    : { ...node, type: { kind: "list", of }, items: items.filter((item) => item !== null) };
}
