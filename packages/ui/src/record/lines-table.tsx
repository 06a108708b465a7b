import type { FormItemLayout } from "@dougong/forms";
import { useTranslation } from "react-i18next";
import { alignOf, ValueCell } from "../data-grid/value-cell.tsx";
import { resolvedDocument } from "../design/path-field.ts";
import { sumOf } from "../line-grid/totals-foot.tsx";
import { useMedia } from "../theme/theme-provider.tsx";
import { LinesCards, type LinesProps } from "./lines-cards.tsx";

/** The rows of a record to be read: a table, on a phone a card each. */
export function Lines(props: LinesProps) {
  const phone = useMedia("(max-width: 767px)");
  return phone ? <LinesCards {...props} /> : <LinesTable {...props} />;
}

function alignClass(item: FormItemLayout): string | undefined {
  return alignOf(item.field.document) === "end" ? "dg-end" : undefined;
}

function LinesTable({ section, rows }: LinesProps) {
  const label = section.label ?? section.field.label;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard (WCAG 2.1.1)
    // biome-ignore lint/a11y/useSemanticElements: role and name are what assistive technology reads; the element is styled as a box
    <div className="dg-record-lines" tabIndex={0} role="region" aria-label={label}>
      <table className="dg-table" aria-label={label}>
        <thead>
          <tr>
            {section.items.map((item) => (
              <th key={item.id} scope="col" className={alignClass(item)}>
                {item.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={String(row["id"] ?? index)}>
              {section.items.map((item) => (
                <td key={item.id} className={alignClass(item)}>
                  <ValueCell field={resolvedDocument(item.field)} value={row[item.id]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {section.totals.length === 0 ? null : <Totals section={section} rows={rows} />}
      </table>
    </div>
  );
}

function Totals({ section, rows }: LinesProps) {
  const { t } = useTranslation();
  return (
    <tfoot>
      <tr>
        {section.items.map((item, index) => (
          <td key={item.id} className={alignClass(item)}>
            {section.totals.includes(item.id) ? (
              <ValueCell field={resolvedDocument(item.field)} value={sumOf(item.field, rows)} />
            ) : index === 0 ? (
              t("lines.total")
            ) : null}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
