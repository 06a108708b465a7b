import { sql } from "../../sql/fragment.ts";
import { typeName } from "../../types/type-name.ts";
import type { Aggregate } from "../operator.ts";

const lists = ["rows", "list", "choices", "references", "json"];

/** FIRST and LAST: the value of the row at one end of what the filter leaves, null as it stands. */
export function edge(end: "first" | "last"): Aggregate {
  return {
    check(value, report) {
      if (value === null) return null;
      if (lists.includes(value.type.kind)) return report.mismatch(1, "value", typeName(value.type));
      return { type: value.type, value };
    },
    evaluate: (items) => items.at(end === "first" ? 0 : -1) ?? null,
    lower({ value, type }, { values, inner }) {
      if (value === null) return ["null"];
      const order = end === "first" ? "o" : "o desc";
      return sql`(select v ${values(inner.as(value, type), "ordered")} order by ${[order]} limit 1)`;
    },
    fold({ value, type }, { filter, place, inner }) {
      if (value === null) return ["null"];
      const order = end === "first" ? place : sql`${place} desc`;
      return sql`(array_agg(${inner.as(value, type)} order by ${order})${filter})[1]`;
    },
  };
}
