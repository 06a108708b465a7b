import type { Checked } from "../types/checked.ts";
import type { Type } from "../types/type.ts";
import { typeName } from "../types/type-name.ts";
import { unify } from "../types/unify.ts";
import { readConstant, readsConstants } from "./constants.ts";
import type { Report } from "./report.ts";

/** What `align` works on: an argument with the number that faults are reported under. */
export interface Operand {
  readonly node: Checked;
  readonly argument: number;
}

export interface Aligned {
  readonly type: Type;
  readonly nodes: readonly Checked[];
}

/** Brings operands to one type, constant strings being read as what stands beside them. */
export function align(operands: readonly Operand[], report: Report): Aligned | null {
  const leading = operands.find(({ node }) => readsConstants(node.type))?.node.type;
  const nodes: Checked[] = [];
  let type: Type = { kind: "null" };
  for (const { node, argument } of operands) {
    const read = leading === undefined ? node : readConstant(node, leading, argument, report);
    if (read === null) return null;
    const next = unify(type, read.type);
    if (next === null) return report.mismatch(argument, typeName(type), typeName(read.type));
    type = next;
    nodes.push(read);
  }
  return { type, nodes };
}

/** `align` over arguments in their own places. */
export function alignArguments(args: readonly Checked[], report: Report): Aligned | null {
  return align(
    args.map((node, argument) => ({ node, argument })),
    report,
  );
}
