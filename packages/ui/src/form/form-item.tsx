import { choiceOptions } from "@dougong/fields";
import { fieldReactOf } from "@dougong/fields/react";
import type { FormItemLayout } from "@dougong/forms";
import type { FieldDocument } from "@dougong/model";
import { resolvedDocument } from "../design/path-field.ts";
import { problemsAt } from "../problems/sentences.ts";
import { FieldBox } from "./field-box.tsx";
import type { RecordForm } from "./use-record-form.ts";

interface FormItemProps {
  readonly form: RecordForm;
  readonly item: FormItemLayout;
  readonly formId: string;
  readonly autoFocus: boolean;
}

const wideTypes = ["long_text", "json", "list", "object"];

/** Id of a field's control: problems jump there. */
export function controlId(formId: string, field: string): string {
  return `${formId}-${field}`;
}

/** Label, control, and below it what is wrong or what helps. */
export function FormItem({ form, item, formId, autoFocus }: FormItemProps) {
  const { field, label, help } = item;
  const id = controlId(formId, field.id);
  const state = form.state.fields[field.id];
  const document = withOptions(resolvedDocument(field), state?.options);
  const required = state?.required === true;
  const readOnly = state?.readOnly === true;
  const problems = problemsAt(form.shown, `/${field.id}`);
  const warnings = problemsAt(form.state.warnings, `/${field.id}`);
  const { Widget } = fieldReactOf(document.type);
  return (
    <FieldBox
      id={id}
      label={label}
      required={required}
      problems={problems}
      warnings={warnings}
      help={help}
      width={item.width}
      wide={wideTypes.includes(document.type)}
    >
      <Widget
        id={id}
        field={document}
        label={label}
        value={field.model.computed ? form.state.values[field.id] : form.draft[field.id]}
        onChange={(value) => form.change(field.id, value)}
        onBlur={() => form.touch(field.id)}
        required={required}
        readOnly={readOnly}
        problems={problems}
        autoFocus={autoFocus}
      />
    </FieldBox>
  );
}

/** A choice offers what it may have now. */
function withOptions(document: FieldDocument, options: readonly string[] | undefined): FieldDocument {
  return options === undefined || document.type !== "choice"
    ? document
    : { ...document, options: choiceOptions(document).filter(({ id }) => options.includes(id)) };
}
