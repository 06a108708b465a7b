import { alignArguments } from "../../check/align.ts";
import type { Report } from "../../check/report.ts";
import { type Plain, toExact } from "../../evaluate/plain.ts";
import { join, sql } from "../../sql/fragment.ts";
import type { Checked } from "../../types/checked.ts";
import type { Type } from "../../types/type.ts";
import { typeName } from "../../types/type-name.ts";
import type { Aggregate, Scalar } from "../operator.ts";
import { byCodePoint, compareValues } from "./comparison.ts";

const kinds = ["integer", "decimal", "text", "date", "time", "datetime"];

function isOrdered(node: Checked, argument: number, report: Report): boolean {
  if (node.type.kind === "null" || kinds.includes(node.type.kind)) return true;
  report.mismatch(argument, kinds, typeName(node.type));
  return false;
}

/** The one value that `better` prefers; nulls are skipped. */
function pick(values: readonly Plain[], type: Type, better: (order: number) => boolean): Plain {
  let best: Plain = null;
  for (const value of values) {
    if (value !== null && (best === null || better(compareValues(value, best, type)))) best = value;
  }
  return best !== null && type.kind === "decimal" ? toExact(best) : best;
}

/** MIN and MAX: of two or more scalars, or over rows. */
export function extreme(
  name: "min" | "max",
  better: (order: number) => boolean,
): { readonly scalar: Scalar; readonly aggregate: Aggregate } {
  return {
    scalar: {
      check(args, report) {
        const aligned = alignArguments(args, report);
        if (aligned === null) return null;
        const good = aligned.nodes.map((node, argument) => isOrdered(node, argument, report)).every(Boolean);
        return good ? { type: aligned.type, args: aligned.nodes } : null;
      },
      evaluate: ({ args, type }, run) =>
        pick(
          args.map((arg) => run.value(arg)),
          type,
          better,
        ),
      lower({ args, type }, to) {
        const values = args.map((arg) => byCodePoint(to.as(arg, type), type));
        return sql`${[name === "min" ? "least" : "greatest"]}(${join(values)})`;
      },
    },
    aggregate: {
      check: (value, report) =>
        value !== null && isOrdered(value, 1, report) ? { type: value.type, value } : null,
      evaluate: (items, node) => pick(items, node.type, better),
      lower({ value, type }, { values, inner }) {
        if (value === null) return ["null"];
        return sql`(select ${[name]}(${byCodePoint(["v"], type)}) ${values(inner.as(value, type))})`;
      },
      fold: ({ value, type }, { filter, inner }) =>
        value === null ? ["null"] : sql`${[name]}(${byCodePoint(inner.as(value, type), type)})${filter}`,
    },
  };
}
