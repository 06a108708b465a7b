import { choiceOptions, fieldReactOf } from "@dougong/fields/react";
import { type FieldDocument, isJsonObject, type JsonValue } from "@dougong/model";
import { Button } from "antd";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { type PathField, toValue } from "../design/path-field.ts";
import type { Condition } from "./condition.ts";
import { offeredOperators, operatorLabel } from "./operator-label.ts";

interface ConditionEditorProps {
  readonly fields: readonly PathField[];
  /** The field that a quick chip stands for. */
  readonly fixed?: PathField;
  readonly condition?: Condition;
  onApply(condition: Condition): void;
}

/** Field, relation, value. */
export function ConditionEditor({ fields, fixed, condition, onApply }: ConditionEditorProps) {
  const { t } = useTranslation();
  const id = useId();
  const [path, setPath] = useState(condition?.path ?? fixed?.path ?? fields[0]?.path ?? "");
  const field = fields.find((each) => each.path === path);
  const operators = field === undefined ? [] : offeredOperators(field);
  const [chosen, setOperator] = useState(condition?.operator ?? "");
  const operator = operators.includes(chosen) ? chosen : (operators[0] ?? "");
  const [value, setValue] = useState<JsonValue>(condition?.value ?? null);
  if (field === undefined) return null;
  const needsValue = operator !== "isnull" && operator !== "notnull";
  const complete = !needsValue || (Array.isArray(value) ? value.length > 0 : value !== null && value !== "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) onApply({ path, operator, value: needsValue ? value : null });
  };
  return (
    <form className="dg-condition-form" onSubmit={submit}>
      {fixed === undefined ? (
        <select
          className="dg-input"
          aria-label={t("list.field")}
          value={path}
          onChange={(event) => {
            setPath(event.target.value);
            setValue(null);
          }}
        >
          {fields.map((each) => (
            <option key={each.path} value={each.path}>
              {each.label}
            </option>
          ))}
        </select>
      ) : null}
      <select
        className="dg-input"
        aria-label={t("list.operator")}
        value={operator}
        onChange={(event) => setOperator(event.target.value)}
      >
        {operators.map((each) => (
          <option key={each} value={each}>
            {operatorLabel(t, each, field)}
          </option>
        ))}
      </select>
      {needsValue ? (
        <ValueEditor id={`${id}-value`} field={field} operator={operator} value={value} onChange={setValue} />
      ) : null}
      <Button type="primary" size="small" htmlType="submit" disabled={!complete}>
        {t("list.apply")}
      </Button>
    </form>
  );
}

interface ValueEditorProps {
  readonly id: string;
  readonly field: PathField;
  readonly operator: string;
  readonly value: JsonValue;
  onChange(value: JsonValue): void;
}

function ValueEditor({ id, field, operator, value, onChange }: ValueEditorProps) {
  const { t } = useTranslation();
  if (operator === "in" && field.document.type !== "references")
    return <OptionTicks field={field.document} value={value} onChange={onChange} />;
  const document = entered(field.document);
  if (document.type === "boolean") {
    return (
      <select
        className="dg-input"
        aria-label={t("list.value")}
        value={value === true ? "yes" : value === false ? "no" : ""}
        onChange={(event) => onChange(event.target.value === "yes")}
      >
        <option value="" disabled />
        <option value="yes">{t("operator.yes")}</option>
        <option value="no">{t("operator.no")}</option>
      </select>
    );
  }
  const { Widget } = fieldReactOf(document.type);
  return (
    <>
      <label className="dg-hidden" htmlFor={id}>
        {t("list.value")}
      </label>
      <Widget
        id={id}
        field={document}
        label={t("list.value")}
        value={toValue(value)}
        onChange={onChange}
        required
        readOnly={false}
        problems={[]}
      />
    </>
  );
}

/** A formula's value is entered as a field of its result; a number is searched for as text. */
function entered(document: FieldDocument): FieldDocument {
  const result = document["result"];
  if (isJsonObject(result) && typeof result["type"] === "string") {
    return { ...result, id: document.id, type: result["type"] };
  }
  return ["sequence", "long_text", "email", "phone", "url"].includes(document.type)
    ? { ...document, type: "text" }
    : document;
}

function OptionTicks({
  field,
  value,
  onChange,
}: {
  readonly field: FieldDocument;
  readonly value: JsonValue;
  onChange(value: JsonValue): void;
}) {
  const ticked = Array.isArray(value) ? value : [];
  return (
    <div className="dg-ticks">
      {choiceOptions(field).map((option) => (
        <label key={option.id} className="dg-tick">
          <input
            type="checkbox"
            className="dg-check"
            checked={ticked.includes(option.id)}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...ticked, option.id] : ticked.filter((id) => id !== option.id),
              )
            }
          />
          {option.label ?? option.id}
        </label>
      ))}
    </div>
  );
}
