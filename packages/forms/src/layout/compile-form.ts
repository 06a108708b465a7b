import type { CheckContext } from "@dougong/expression";
import { type Catalogue, type Entity, type Field, fieldOf, recordContext } from "@dougong/fields";
import {
  type FormDocument,
  type FormFieldItem,
  type FormSection,
  type Problem,
  pointer,
  withNamedPaths,
} from "@dougong/model";
import { type Check, conditionAt, entityNamed, reportUnknownField, startCheck } from "../checks/reporter.ts";
import type { FormItemLayout, FormLayout, FormSectionLayout } from "./form-layout.ts";

/**
 * Looks up what a form names. Sections and fields with faults are left out, and their problems told, with paths
 * from the form document's root; the layout is null where the form's entity is not there.
 */
export function compileForm(
  form: FormDocument,
  catalogue: Catalogue,
  app: string,
): { readonly layout: FormLayout | null; readonly problems: readonly Problem[] } {
  const check = startCheck(catalogue, app);
  const entity = entityNamed(check, form.entity, "/entity");
  if (entity === undefined) return { layout: null, problems: check.problems };
  const sections = form.sections.flatMap((section, index) => compileSection(check, entity, section, index));
  const tabs = [...new Set(sections.flatMap((section) => section.tab ?? []))];
  return {
    layout: { document: form, entity, sections, tabs },
    problems: withNamedPaths(form, check.problems),
  };
}

function compileSection(
  check: Check,
  entity: Entity,
  section: FormSection,
  index: number,
): readonly FormSectionLayout[] {
  const path = pointer("sections", index);
  const context = recordContext(check.catalogue.entities, entity, "rule");
  const common = {
    key: section.id ?? String(index),
    label: section.label ?? null,
    tab: section.tab ?? null,
    collapsed: section.collapsed === true,
    when: conditionAt(check, section.when, `${path}/when`, context, { local: true }),
  };
  if (section.lines !== undefined) return compileLines(check, entity, section, section.lines, path, common);
  if (section.text !== undefined) return [{ ...common, kind: "text", text: section.text }];
  const items = (section.fields ?? []).flatMap((item, place) =>
    compileItem(check, entity, item, `${path}${pointer("fields", place)}`, context),
  );
  return [
    { ...common, kind: "fields", columns: typeof section.columns === "number" ? section.columns : 2, items },
  ];
}

function compileLines(
  check: Check,
  entity: Entity,
  section: FormSection,
  lines: string,
  path: string,
  common: Omit<FormSectionLayout, "kind">,
): readonly FormSectionLayout[] {
  const field = entity.fields.get(lines);
  const rows = field?.to === null || field === undefined ? undefined : check.catalogue.entities.get(field.to);
  if (field === undefined) reportUnknownField(check, lines, [...entity.fields.keys()], `${path}/lines`);
  else if (field.model.type !== "lines")
    check.problems.push({
      code: "type_mismatch",
      path: `${path}/lines`,
      params: { label: lines },
      expected: "lines",
      got: field.model.type,
    });
  if (field === undefined || rows === undefined || field.model.type !== "lines") return [];
  const context = recordContext(check.catalogue.entities, rows, "rule");
  const columns = Array.isArray(section.columns)
    ? (section.columns as readonly (string | FormFieldItem)[])
    : [...rows.fields.keys()];
  const items = columns.flatMap((item, place) =>
    compileItem(check, rows, item, `${path}${pointer("columns", place)}`, context),
  );
  const totals = (section.totals ?? []).filter((name, place) =>
    isNumberField(check, rows, name, `${path}${pointer("totals", place)}`),
  );
  return [{ ...common, kind: "lines", field, rows, items, totals }];
}

function isNumberField(check: Check, rows: Entity, name: string, path: string): boolean {
  const field = rows.fields.get(name);
  if (field === undefined) reportUnknownField(check, name, [...rows.fields.keys()], path);
  else if (field.type.kind !== "integer" && field.type.kind !== "decimal")
    check.problems.push({
      code: "type_mismatch",
      path,
      params: { label: name },
      expected: "number",
      got: field.type.kind,
    });
  else return true;
  return false;
}

function compileItem(
  check: Check,
  entity: Entity,
  given: string | FormFieldItem,
  path: string,
  context: CheckContext,
): readonly FormItemLayout[] {
  const item = typeof given === "string" ? { id: given } : given;
  const field = fieldOf(entity, item.id);
  if (field === undefined) {
    reportUnknownField(
      check,
      item.id,
      [...entity.fields.keys()],
      typeof given === "string" ? path : `${path}/id`,
    );
    return [];
  }
  if (field.model.type === "lines") {
    check.problems.push({
      code: "type_mismatch",
      path,
      params: { label: item.id },
      expected: "a single value",
      got: "lines",
    });
    return [];
  }
  return [itemLayout(check, field, item, path, context)];
}

function itemLayout(
  check: Check,
  field: Field,
  item: FormFieldItem,
  path: string,
  context: CheckContext,
): FormItemLayout {
  return {
    id: field.id,
    field,
    label: item.label ?? field.label,
    help: item.help ?? field.document.help ?? null,
    required: item.required === true,
    readOnly: item.readOnly === true,
    when: conditionAt(check, item.when, `${path}/when`, context, { local: true }),
    width: item.width ?? null,
    widget: item.widget ?? null,
  };
}
