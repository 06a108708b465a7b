import type { FormLayout, FormSectionLayout } from "@dougong/forms";
import { ValueCell } from "../data-grid/value-cell.tsx";
import { resolvedDocument } from "../design/path-field.ts";
import { controlId } from "./form-item.tsx";
import type { RecordForm } from "./use-record-form.ts";

export type FieldsSection = Extract<FormSectionLayout, { kind: "fields" }>;

/** The section of worked-out amounts, which stands in the foot: net, tax, gross, the last one counts. */
export function sumsSection(layout: FormLayout): FieldsSection | null {
  const found = layout.sections.filter(
    (section): section is FieldsSection =>
      section.kind === "fields" && section.items.length > 0 && section.items.every(isSum),
  );
  return found.at(-1) ?? null;
}

function isSum({ field }: FieldsSection["items"][number]): boolean {
  return field.computed !== null && (field.type.kind === "decimal" || field.type.kind === "integer");
}

interface SumsProps {
  readonly form: RecordForm;
  readonly section: FieldsSection;
  readonly formId: string;
}

export function Sums({ form, section, formId }: SumsProps) {
  const items = section.items.filter((item) => form.state.fields[item.id]?.visible !== false);
  return (
    <div className="dg-sums">
      {items.map((item, index) => {
        const id = controlId(formId, item.id);
        return (
          <div key={item.id} data-main={index === items.length - 1 ? "" : undefined}>
            <label htmlFor={id}>{item.label}</label>
            <output id={id}>
              <ValueCell field={resolvedDocument(item.field)} value={form.state.values[item.id]} />
            </output>
          </div>
        );
      })}
    </div>
  );
}

/** On a phone the amounts stand in their section; the foot repeats the one that counts, for the eye. */
export function MainSum({ form, section }: Omit<SumsProps, "formId">) {
  const last = section.items.filter((item) => form.state.fields[item.id]?.visible !== false).at(-1);
  if (last === undefined) return null;
  return (
    <div className="dg-sums" aria-hidden="true">
      <span className="dg-2">{last.label}</span>
      <b className="dg-main-sum">
        <ValueCell field={resolvedDocument(last.field)} value={form.state.values[last.id]} />
      </b>
    </div>
  );
}
