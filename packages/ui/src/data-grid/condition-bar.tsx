import { Plus, X } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PathField } from "../design/path-field.ts";
import { Popover } from "../popover/popover.tsx";
import type { Condition } from "./condition.ts";
import { ConditionEditor } from "./condition-editor.tsx";
import { ConditionValue } from "./condition-value.tsx";
import { operatorLabel } from "./operator-label.ts";

interface ConditionBarProps {
  readonly conditions: readonly Condition[];
  /** Fields that a condition can name, the view's quick ones first. */
  readonly fields: readonly PathField[];
  /** Paths that are offered as empty chips. */
  readonly quick: readonly string[];
  onChange(conditions: readonly Condition[]): void;
}

/** The filter as a sentence: "显示 状态 是 草稿 且 客户 …", each chip opens in place. */
export function ConditionBar({ conditions, fields, quick, onChange }: ConditionBarProps) {
  const { t } = useTranslation();
  const unused = quick.flatMap((path) => {
    const field = fields.find((each) => each.path === path);
    return field === undefined || conditions.some((condition) => condition.path === path) ? [] : [field];
  });
  return (
    <div className="dg-sentence">
      {conditions.length === 0 ? null : <span>{t("list.show")}</span>}
      {conditions.map((condition, index) => {
        const field = fields.find((each) => each.path === condition.path);
        if (field === undefined) return null;
        return (
          <span key={condition.path} className="dg-row dg-g6">
            {index === 0 ? null : <span>{t("list.and")}</span>}
            <ConditionChip
              condition={condition}
              field={field}
              fields={fields}
              onChange={(next) => onChange(conditions.map((each, at) => (at === index ? next : each)))}
              onRemove={() => onChange(conditions.filter((_, at) => at !== index))}
            />
          </span>
        );
      })}
      {unused.map((field) => (
        <AddChip
          key={field.path}
          field={field}
          fields={fields}
          onAdd={(condition) => onChange([...conditions, condition])}
        />
      ))}
      <AddChip field={null} fields={fields} onAdd={(condition) => onChange([...conditions, condition])} />
    </div>
  );
}

interface ConditionChipProps {
  readonly condition: Condition;
  readonly field: PathField;
  readonly fields: readonly PathField[];
  onChange(condition: Condition): void;
  onRemove(): void;
}

function ConditionChip({ condition, field, fields, onChange, onRemove }: ConditionChipProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <span className="dg-chip" ref={anchor}>
      <button
        type="button"
        className="dg-chip-open"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {field.label} {operatorLabel(t, condition.operator, field)}{" "}
        <ConditionValue condition={condition} field={field} />
      </button>
      <button
        type="button"
        className="dg-chip-remove"
        aria-label={t("list.removeCondition", { text: field.label })}
        onClick={onRemove}
      >
        <X size={12} strokeWidth={2} aria-hidden="true" />
      </button>
      {open ? (
        <Popover anchor={anchor} label={t("list.condition")} onClose={() => setOpen(false)}>
          <ConditionEditor
            fields={fields}
            condition={condition}
            onApply={(next) => {
              setOpen(false);
              onChange(next);
            }}
          />
        </Popover>
      ) : null}
    </span>
  );
}

interface AddChipProps {
  /** Null stands for every field. */
  readonly field: PathField | null;
  readonly fields: readonly PathField[];
  onAdd(condition: Condition): void;
}

function AddChip({ field, fields, onAdd }: AddChipProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <span ref={anchor}>
      <button
        type="button"
        className="dg-chip dg-chip-add"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={field === null ? t("list.addCondition") : undefined}
        onClick={() => setOpen(!open)}
      >
        <Plus size={12} strokeWidth={2} aria-hidden="true" />
        {field?.label ?? t("list.condition")}
      </button>
      {open ? (
        <Popover anchor={anchor} label={t("list.addCondition")} onClose={() => setOpen(false)}>
          <ConditionEditor
            fields={fields}
            {...(field === null ? {} : { fixed: field })}
            onApply={(condition) => {
              setOpen(false);
              onAdd(condition);
            }}
          />
        </Popover>
      ) : null}
    </span>
  );
}
