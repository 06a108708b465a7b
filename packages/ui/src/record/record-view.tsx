import { isEmpty } from "@dougong/fields/react";
import type { FormItemLayout, FormLayout, FormSectionLayout } from "@dougong/forms";
import type { JsonObject } from "@dougong/model";
import { useId, useState } from "react";
import { ValueCell } from "../data-grid/value-cell.tsx";
import { resolvedDocument, toValue } from "../design/path-field.ts";
import { rowsIn } from "../form/draft.ts";
import { type FieldsSection, sumsSection } from "../form/form-foot.tsx";
import { headingOf, shownTabs } from "../form/form-tabs.ts";
import type { RowValues } from "../line-grid/line-grid.tsx";
import { Tabs } from "../tabs/tabs.tsx";
import { Facts } from "./facts.tsx";
import { Lines } from "./lines-table.tsx";
import { statusFieldOf } from "./status-field.ts";
import "./record.css";

interface RecordViewProps {
  readonly layout: FormLayout;
  readonly record: JsonObject;
}

/** A record to be read: text on paper, not disabled inputs; empty fields leave no noise, its status stands in the title. */
export function RecordView({ layout, record }: RecordViewProps) {
  const id = useId();
  const [tab, setTab] = useState<string | null>(null);
  const sums = sumsSection(layout);
  const status = statusFieldOf(layout.entity)?.id;
  const values = Object.fromEntries(Object.entries(record).map(([name, value]) => [name, toValue(value)]));
  const factsOf = (section: FieldsSection) => section.items.filter((item) => item.id !== status);
  const isShown = (section: FormSectionLayout) =>
    section.kind === "lines" ||
    (section.kind === "fields" && factsOf(section).some((item) => !isEmpty(values[item.id])));
  const sectionsOf = (name: string | null) =>
    layout.sections
      .filter((section) => section.tab === name && isShown(section))
      .map((section) =>
        section === sums ? (
          <SumsLine key={section.key} items={sums.items} values={values} />
        ) : (
          <Section key={section.key} section={section} values={values} factsOf={factsOf} />
        ),
      );
  const tabs = shownTabs(layout, isShown, []);
  const open = tabs.find(({ name }) => name === tab) ?? tabs[0];
  return (
    <div className="dg-record">
      {sectionsOf(null)}
      {open === undefined ? null : (
        <Tabs
          id={id}
          label={layout.entity.label}
          items={tabs}
          selected={open.name}
          onSelect={setTab}
          panel={sectionsOf}
        />
      )}
    </div>
  );
}

interface SectionProps {
  readonly section: FormSectionLayout;
  readonly values: RowValues;
  factsOf(section: FieldsSection): readonly FormItemLayout[];
}

function Section({ section, values, factsOf }: SectionProps) {
  if (section.kind === "text") return null;
  const rows = section.kind === "lines" ? rowsIn(values, section.field.id) : [];
  const heading = headingOf(section);
  return (
    <section>
      {heading === null ? null : (
        <h2 className="dg-record-head">
          {heading}
          {section.kind === "lines" ? <span className="dg-badge">{rows.length}</span> : null}
        </h2>
      )}
      {section.kind === "lines" ? (
        <Lines section={section} rows={rows} />
      ) : (
        <Facts items={factsOf(section)} columns={section.columns} values={values} />
      )}
    </section>
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
