import { toValue } from "../evaluate/plain.ts";
import { parameter, sql } from "../sql/fragment.ts";
import { isScalar, isTextual, typeName } from "../types/type-name.ts";
import type { Operator } from "./operator.ts";
import { emptyToNull } from "./shared/text.ts";

/** `JOIN(list, expr, separator[, filter])`, or `JOIN(list.x, separator)`. */
export const joinRows: Operator = {
  name: "join",
  text: "JOIN",
  form: "function",
  arity: [2, 4],
  aggregate: {
    outer: 1,
    check(value, report, _alone, [separator]) {
      if (value === null) return null;
      if (separator !== undefined && !isTextual(separator.type) && separator.type.kind !== "null")
        return report.mismatch(2, "text", typeName(separator.type));
      if (!isScalar(value.type)) return report.mismatch(1, "text", typeName(value.type));
      return { type: { kind: "text" }, value };
    },
    evaluate(items, { value, outer: [separator] }, run) {
      const type = value?.type ?? { kind: "null" };
      const texts = items.filter((item) => item !== null).map((item) => String(toValue(item, type) ?? ""));
      const between = separator === undefined ? "" : (run.text(separator) ?? "");
      return emptyToNull(texts.join(between));
    },
    lower({ value, outer: [separator] }, { values, inner, outer }) {
      if (value === null) return ["null"];
      const between =
        separator === undefined
          ? [parameter("", "text")]
          : sql`coalesce(${outer.as(separator, { kind: "text" })}, '')`;
      return sql`(select nullif(string_agg(v, ${between} order by o), '') ${values(inner.apiText(value), "ordered")})`;
    },
    fold({ value, outer: [separator] }, { filter, place, inner, outer }) {
      if (value === null) return ["null"];
      const between =
        separator === undefined
          ? [parameter("", "text")]
          : sql`coalesce(${outer.as(separator, { kind: "text" })}, '')`;
      return sql`nullif(string_agg(${inner.apiText(value)}, ${between} order by ${place})${filter}, '')`;
    },
  },
  doc: {
    en: "The values of the rows as one text, null left out.",
    zh: "把各行的值连成一段文本，跳过空值。",
    example: 'JOIN(lines, product.name, ", ")',
  },
};
