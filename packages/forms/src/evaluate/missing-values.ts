import { type Entity, type RecordValues, rowsOf } from "@dougong/fields";
import { type Problem, pointer } from "@dougong/model";
import type { FormLayout } from "../layout/form-layout.ts";
import type { EvaluatedForm, FormFieldStates } from "./evaluate-form.ts";

/** Empty fields that the document or the form requires, shown or not: a write would be refused for them. */
export function missingValues(
  form: FormLayout,
  values: RecordValues,
  shown: Pick<EvaluatedForm, "fields" | "rows">,
): readonly Problem[] {
  const own = missingIn(form.entity, values, shown.fields, "");
  const rows = form.sections.flatMap((section) =>
    section.kind !== "lines"
      ? []
      : rowsOf(values, section.field.id).flatMap((row, index) =>
          missingIn(
            section.rows,
            row,
            shown.rows[section.field.id]?.[index] ?? {},
            pointer(section.field.id, index),
          ),
        ),
  );
  return [...own, ...rows];
}

function missingIn(
  entity: Entity,
  values: RecordValues,
  states: FormFieldStates,
  path: string,
): readonly Problem[] {
  return [...entity.fields.values()].flatMap((field): readonly Problem[] => {
    const value = values[field.id];
    const empty =
      value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
    const required =
      !field.model.computed && (field.document.required === true || states[field.id]?.required === true);
    const { min } = field.document;
    if (empty && field.model.type === "lines" && typeof min === "number" && min > 0)
      return [
        {
          code: "out_of_range",
          variant: "lines_min",
          path: `${path}${pointer(field.id)}`,
          params: { label: field.label, min },
          expected: { min },
          got: 0,
        },
      ];
    if (!empty || !required) return [];
    return [
      {
        code: "required",
        path: `${path}${pointer(field.id)}`,
        params: { label: field.label },
        expected: field.to === null ? field.document.type : `${field.to} id`,
        got: null,
      },
    ];
  });
}
