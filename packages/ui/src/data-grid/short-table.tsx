import type { JsonObject } from "@dougong/model";
import { valueAt } from "../design/path-field.ts";
import { InnerLink } from "../navigation/navigation.tsx";
import type { Column } from "./column.ts";
import { unlinked, ValueCell } from "./value-cell.tsx";

interface ShortTableProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: readonly JsonObject[];
  hrefOf(record: JsonObject): string;
}

/** A few records inside a page: all drawn, none sorted; the first column leads to the record. */
export function ShortTable({ label, columns, rows, hrefOf }: ShortTableProps) {
  const alignClass = (column: Column) => (column.align === "end" ? "dg-end" : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard (WCAG 2.1.1)
    // biome-ignore lint/a11y/useSemanticElements: role and name are what assistive technology reads; the element is styled as a box
    <div className="dg-record-lines" tabIndex={0} role="region" aria-label={label}>
      <table className="dg-table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.path} scope="col" className={alignClass(column)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((record) => (
            <tr key={String(record["id"])}>
              {columns.map((column, place) => (
                <td key={column.path} className={alignClass(column)}>
                  {place === 0 ? (
                    <InnerLink href={hrefOf(record)}>
                      <ValueCell
                        field={unlinked(column.field.document)}
                        value={valueAt(record, column.path)}
                      />
                    </InnerLink>
                  ) : (
                    <ValueCell field={column.field.document} value={valueAt(record, column.path)} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
