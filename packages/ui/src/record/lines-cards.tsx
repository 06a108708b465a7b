import { isEmpty } from "@dougong/fields/react";
import type { FormSectionLayout } from "@dougong/forms";
import { ValueCell } from "../data-grid/value-cell.tsx";
import { resolvedDocument } from "../design/path-field.ts";
import type { RowValues } from "../line-grid/line-grid.tsx";

export interface LinesProps {
  readonly section: Extract<FormSectionLayout, { kind: "lines" }>;
  readonly rows: readonly RowValues[];
}

/** The rows of a record on a phone: what it is and its first total on one line, the rest with their names below. */
export function LinesCards({ section, rows }: LinesProps) {
  const [lead, ...others] = section.items;
  const main = others.find((item) => section.totals.includes(item.id));
  const rest = others.filter((item) => item !== main);
  return (
    <ul className="dg-line-cards" aria-label={section.label ?? section.field.label}>
      {rows.map((row, index) => (
        <li key={String(row["id"] ?? index)}>
          <span className="dg-row dg-g8">
            <span className="dg-fill dg-ellipsis">
              {lead === undefined ? null : (
                <ValueCell field={resolvedDocument(lead.field)} value={row[lead.id]} />
              )}
            </span>
            {main === undefined ? null : (
              <b>
                <ValueCell field={resolvedDocument(main.field)} value={row[main.id]} />
              </b>
            )}
          </span>
          <span className="dg-phone-card-rest">
            {rest
              .filter((item) => !isEmpty(row[item.id]))
              .map((item) => (
                <span key={item.id}>
                  <span className="dg-3">{item.label}</span>{" "}
                  <ValueCell field={resolvedDocument(item.field)} value={row[item.id]} />
                </span>
              ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
