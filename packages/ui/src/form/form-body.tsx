import type { FormLayout, FormSectionLayout } from "@dougong/forms";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LineGrid, type RowValues } from "../line-grid/line-grid.tsx";
import { Tabs } from "../tabs/tabs.tsx";
import { rowsIn } from "./draft.ts";
import { type FieldsSection, Sums } from "./form-foot.tsx";
import { controlId, FormItem } from "./form-item.tsx";
import { headingOf, shownTabs } from "./form-tabs.ts";
import type { RecordForm } from "./use-record-form.ts";

interface FormBodyProps {
  readonly form: RecordForm;
  readonly layout: FormLayout;
  readonly formId: string;
  /** The section of amounts, and whether it stands in the foot instead. */
  readonly sums: FieldsSection | null;
  readonly sumsInFoot: boolean;
  readonly autoFocus: boolean;
  /** The tab that is open; null opens the first. */
  readonly tab: string | null;
  onTab(tab: string): void;
}

/** The sections of a form in their order: those without a tab first, then the tabs. */
export function FormBody(props: FormBodyProps) {
  const { layout, sums, sumsInFoot, form, formId, tab } = props;
  const first = props.autoFocus ? firstField(layout) : null;
  const isShown = (section: FormSectionLayout) =>
    !(section === sums && sumsInFoot) && form.state.sections[section.key]?.visible !== false;
  const sectionsOf = (name: string | null) =>
    layout.sections
      .filter((section) => section.tab === name && isShown(section))
      .map((section) => <Section key={section.key} {...props} section={section} first={first} />);
  const tabs = shownTabs(layout, isShown, form.shown);
  const open = tabs.find(({ name }) => name === tab) ?? tabs[0];
  return (
    <>
      {sectionsOf(null)}
      {open === undefined ? null : (
        <Tabs
          id={formId}
          label={layout.document.label ?? layout.entity.label}
          items={tabs}
          selected={open.name}
          onSelect={props.onTab}
          panel={sectionsOf}
        />
      )}
    </>
  );
}

interface SectionProps extends FormBodyProps {
  readonly section: FormSectionLayout;
  readonly first: string | null;
}

function Section(props: SectionProps) {
  const { section, formId } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(!section.collapsed);
  const headId = `${formId}-section-${section.key}`;
  const heading = headingOf(section);
  return (
    <section className="dg-form-section" aria-labelledby={heading === null ? undefined : headId}>
      {heading === null ? null : (
        <div className="dg-form-section-head">
          <h2 id={headId}>{heading}</h2>
          <span className="dg-space" />
          {section.collapsed ? (
            <button
              type="button"
              className="dg-link dg-dense dg-row dg-g4"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {open ? (
                <ChevronUp size={14} aria-hidden="true" />
              ) : (
                <ChevronDown size={14} aria-hidden="true" />
              )}
              {open ? t("form.collapse") : t("form.expand")}
            </button>
          ) : null}
        </div>
      )}
      {open ? <SectionBody {...props} /> : null}
    </section>
  );
}

function SectionBody({ section, form, formId, first, sums }: SectionProps) {
  if (sums !== null && section === sums) return <Sums form={form} section={sums} formId={formId} />;
  if (section.kind === "text") return <p className="dg-form-text">{section.text}</p>;
  if (section.kind === "lines") return <LinesSection section={section} form={form} formId={formId} />;
  return (
    <div className="dg-form-grid" data-columns={section.columns}>
      {section.items.map((item) =>
        form.state.fields[item.id]?.visible === false ? null : (
          <FormItem key={item.id} form={form} item={item} formId={formId} autoFocus={item.id === first} />
        ),
      )}
    </div>
  );
}

interface LinesSectionProps {
  readonly section: Extract<FormSectionLayout, { kind: "lines" }>;
  readonly form: RecordForm;
  readonly formId: string;
}

function LinesSection({ section, form, formId }: LinesSectionProps) {
  const { field } = section;
  const at = `/${field.id}`;
  return (
    <div id={controlId(formId, field.id)}>
      <LineGrid
        field={field.id}
        label={section.label ?? field.label}
        columns={section.items}
        totals={section.totals}
        rows={rowsIn(form.draft, field.id)}
        computed={rowsIn(form.state.values, field.id)}
        states={form.state.rows[field.id] ?? []}
        problems={form.shown.filter((problem) => problem.path === at || problem.path.startsWith(`${at}/`))}
        readOnly={form.state.fields[field.id]?.readOnly === true}
        newRow={() => form.freshRow(field)}
        onChange={(next) => {
          form.change(field.id, next.map(toRow));
          form.touch(field.id);
        }}
      />
    </div>
  );
}

function toRow(row: RowValues) {
  return Object.fromEntries(Object.entries(row).map(([id, value]) => [id, value ?? null]));
}

function firstField(layout: FormLayout): string | null {
  const items = layout.sections.flatMap((section) => (section.kind === "fields" ? section.items : []));
  return items.find((item) => !item.field.model.computed)?.id ?? null;
}
