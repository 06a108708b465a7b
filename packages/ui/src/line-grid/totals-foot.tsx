import { evaluate, type Value } from "@dougong/expression";
import type { Field } from "@dougong/fields";
import { useTranslation } from "react-i18next";
import { alignOf, ValueCell } from "../data-grid/value-cell.tsx";
import { resolvedDocument } from "../design/path-field.ts";
import type { LineGridProps, RowValues } from "./line-grid.tsx";

/** The sums that the form asks for, each in its own column. */
export function TotalsFoot({ columns, totals, computed, rows }: LineGridProps) {
  const { t } = useTranslation();
  if (totals.length === 0 || rows.length === 0) return null;
  return (
    <tfoot>
      <tr>
        <td />
        {columns.map(({ id, field }, index) => (
          <td key={id} className={alignOf(field.document) === "end" ? "dg-end" : undefined}>
            {totals.includes(id) ? (
              <ValueCell field={resolvedDocument(field)} value={sumOf(field, computed)} />
            ) : index === 0 ? (
              t("lines.total")
            ) : null}
          </td>
        ))}
        <td />
      </tr>
    </tfoot>
  );
}

/** The exact sum of a column, by the expression language: no binary floats here either. */
export function sumOf(field: Field, rows: readonly RowValues[]): Value {
  const type = field.type;
  if (type.kind !== "integer" && type.kind !== "decimal") return null;
  return rows.reduce<Value>((sum, row) => {
    const value = row[field.id];
    if (typeof value !== "string" && typeof value !== "number") return sum;
    const constant = (each: string | number) => ({ node: "constant", type, value: each }) as const;
    const before =
      typeof sum === "string" || typeof sum === "number" ? sum : type.kind === "integer" ? 0 : "0";
    return evaluate(
      { node: "call", operator: "+", type, args: [constant(before), constant(value)] },
      { record: {}, now: "1970-01-01T00:00:00.000Z", timeZone: "UTC" },
    );
  }, null);
}
