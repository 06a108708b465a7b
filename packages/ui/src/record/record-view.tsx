import { isEmpty } from "@dougong/fields/react";
import type { FormItemLayout, FormLayout, FormSectionLayout } from "@dougong/forms";
import type { JsonObject } from "@dougong/model";
import { useTranslation } from "react-i18next";
import { alignOf, ValueCell } from "../data-grid/value-cell.tsx";
import { resolvedDocument, toValue } from "../design/path-field.ts";
import { rowsIn } from "../form/draft.ts";
import { type FieldsSection, sumsSection } from "../form/form-foot.tsx";
import type { RowValues } from "../line-grid/line-grid.tsx";
import { sumOf } from "../line-grid/totals-foot.tsx";
import { ReferenceLink } from "./reference-link.tsx";
import "./record.css";

interface RecordViewProps {
  readonly layout: FormLayout;
  readonly record: JsonObject;
}

/** A record to be read: text on paper, not disabled inputs; empty fields leave no noise. */
export function RecordView({ layout, record }: RecordViewProps) {
  const sums = sumsSection(layout);
  const values = Object.fromEntries(Object.entries(record).map(([name, value]) => [name, toValue(value)]));
  return (
    <div className="dg-record">
      {layout.sections.map((section) =>
        section === sums ? (
          <SumsLine key={section.key} items={sums.items} values={values} />
        ) : (
          <Section key={section.key} section={section} values={values} />
        ),
      )}
    </div>
  );
}

function Section({ section, values }: { readonly section: FormSectionLayout; readonly values: RowValues }) {
  if (section.kind === "text") return null;
  if (section.kind === "fields" && section.items.every((item) => isEmpty(values[item.id]))) return null;
  const rows = section.kind === "lines" ? rowsIn(values, section.field.id) : [];
  return (
    <section>
      {section.label === null ? null : (
        <h2 className="dg-record-head">
          {section.label}
          {section.kind === "lines" ? <span className="dg-badge">{rows.length}</span> : null}
        </h2>
      )}
      {section.kind === "lines" ? (
        <LinesTable section={section} rows={rows} />
      ) : (
        <Facts section={section} values={values} />
      )}
    </section>
  );
}

function Facts({ section, values }: { readonly section: FieldsSection; readonly values: RowValues }) {
  return (
    <dl className="dg-facts" data-columns={section.columns}>
      {section.items.map(({ id, label, field }) => (
        <div key={id} data-wide={field.document.type === "long_text" ? "" : undefined}>
          <dt>{label}</dt>
          <dd>
            <ReferenceLink field={field} value={values[id]}>
              <ValueCell field={resolvedDocument(field)} value={values[id]} />
            </ReferenceLink>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function SumsLine({
  items,
  values,
}: {
  readonly items: readonly FormItemLayout[];
  readonly values: RowValues;
}) {
  return (
    <dl className="dg-record-sums">
      {items.map(({ id, label, field }, index) => (
        <div key={id} data-main={index === items.length - 1 ? "" : undefined}>
          <dt>{label}</dt>
          <dd>
            <ValueCell field={resolvedDocument(field)} value={values[id]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface LinesTableProps {
  readonly section: Extract<FormSectionLayout, { kind: "lines" }>;
  readonly rows: readonly RowValues[];
}

function LinesTable({ section, rows }: LinesTableProps) {
  const { t } = useTranslation();
  const label = section.label ?? section.field.label;
  const align = (item: FormItemLayout) => (alignOf(item.field.document) === "end" ? "dg-end" : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard (WCAG 2.1.1)
    // biome-ignore lint/a11y/useSemanticElements: role and name are what assistive technology reads; the element is styled as a box
    <div className="dg-record-lines" tabIndex={0} role="region" aria-label={label}>
      <table className="dg-table" aria-label={label}>
        <thead>
          <tr>
            {section.items.map((item) => (
              <th key={item.id} scope="col" className={align(item)}>
                {item.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={String(row["id"] ?? index)}>
              {section.items.map((item) => (
                <td key={item.id} className={align(item)}>
                  <ValueCell field={resolvedDocument(item.field)} value={row[item.id]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {section.totals.length === 0 ? null : (
          <tfoot>
            <tr>
              {section.items.map((item, index) => (
                <td key={item.id} className={align(item)}>
                  {section.totals.includes(item.id) ? (
                    <ValueCell field={resolvedDocument(item.field)} value={sumOf(item.field, rows)} />
                  ) : index === 0 ? (
                    t("lines.total")
                  ) : null}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
