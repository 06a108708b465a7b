import type { Value } from "@dougong/expression";
import { fieldReactOf, formulaAlign } from "@dougong/fields/react";
import type { FieldDocument } from "@dougong/model";
import { useTranslation } from "react-i18next";
import { useDesign } from "../design/design-context.tsx";

/** A value as its field shows it. */
export function ValueCell({
  field,
  value,
}: {
  readonly field: FieldDocument;
  readonly value: Value | undefined;
}) {
  const { i18n } = useTranslation();
  const { timeZone } = useDesign();
  const { Cell } = fieldReactOf(field.type);
  return <Cell field={field} value={value} locale={i18n.language} timeZone={timeZone} />;
}

/** Numbers stand at the end of their cell, also when a formula makes them. */
export function alignOf(field: FieldDocument): "start" | "end" {
  return field.result !== undefined ? formulaAlign(field) : fieldReactOf(field.type).align;
}

/** An address, also of the web, or a phone number as plain words, where the whole thing is a link already. */
export function unlinked(field: FieldDocument): FieldDocument {
  return ["email", "phone", "url"].includes(field.type) ? { ...field, type: "text" } : field;
}
