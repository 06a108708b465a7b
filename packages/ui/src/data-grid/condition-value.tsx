import { choiceOptions } from "@dougong/fields/react";
import { useTranslation } from "react-i18next";
import { type PathField, toValue } from "../design/path-field.ts";
import type { Condition } from "./condition.ts";
import { ValueCell } from "./value-cell.tsx";

/** The value of a condition in words. */
export function ConditionValue({
  condition,
  field,
}: {
  readonly condition: Condition;
  readonly field: PathField;
}) {
  const { i18n } = useTranslation();
  const { operator, value } = condition;
  if (operator === "isnull" || operator === "notnull") return null;
  if (operator === "in" && Array.isArray(value) && field.document.type !== "references") {
    const options = choiceOptions(field.document);
    const words = value.map((id) => options.find((option) => option.id === id)?.label ?? String(id));
    return <b>{words.join(i18n.language.startsWith("zh") ? "、" : ", ")}</b>;
  }
  return (
    <b>
      <ValueCell field={field.document} value={toValue(value)} />
    </b>
  );
}
