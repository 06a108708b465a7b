import { useId } from "react";
import { useTranslation } from "react-i18next";
import { SetupField } from "./setup-field.tsx";
import "../form/field.css";

/** Facts of the workspace that everything is counted by. */
export interface WorkspaceFacts {
  readonly name: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly currency: string;
}

/** Taken from the browser: its zone, its language, and the currency that goes with them. */
export function workspaceDefaults(language: string): WorkspaceFacts {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { name: "", timeZone, locale: language, currency: language.startsWith("zh") ? "CNY" : "USD" };
}

export function workspaceProblems(facts: WorkspaceFacts): { readonly name?: "required" } {
  return facts.name.trim() === "" ? { name: "required" } : {};
}

interface WorkspaceStepProps {
  readonly value: WorkspaceFacts;
  readonly tried: boolean;
  onChange(value: WorkspaceFacts): void;
}

const currencies = [
  "CNY",
  "USD",
  "EUR",
  "GBP",
  "HKD",
  "TWD",
  "JPY",
  "SGD",
  "KRW",
  "AUD",
  "CAD",
  "CHF",
  "INR",
  "MYR",
  "THB",
  "VND",
];

export function WorkspaceStep({ value, tried, onChange }: WorkspaceStepProps) {
  const { t, i18n } = useTranslation();
  const name = t("setup.workspaceName");
  const zones = [...new Set([value.timeZone, "Asia/Shanghai", ...Intl.supportedValuesOf("timeZone"), "UTC"])];
  const currencyNames = new Intl.DisplayNames(i18n.language, { type: "currency" });
  return (
    <div className="dg-setup-fields">
      <SetupField
        label={name}
        problem={
          tried && workspaceProblems(value).name !== undefined
            ? t("setup.required", { label: name })
            : undefined
        }
        autoFocus
        value={value.name}
        onChange={(event) => onChange({ ...value, name: event.target.value })}
      />
      <Choice
        label={t("setup.timeZone")}
        value={value.timeZone}
        options={zones.map((zone) => ({ id: zone, label: zone }))}
        onChange={(timeZone) => onChange({ ...value, timeZone })}
      />
      <Choice
        label={t("setup.locale")}
        value={value.locale}
        options={[
          { id: "zh-CN", label: t("language.zh") },
          { id: "en", label: t("language.en") },
        ]}
        onChange={(locale) => onChange({ ...value, locale })}
      />
      <Choice
        label={t("setup.currency")}
        value={value.currency}
        options={currencies.map((code) => ({ id: code, label: `${code} ${currencyNames.of(code) ?? ""}` }))}
        onChange={(currency) => onChange({ ...value, currency })}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  onChange(value: string): void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="dg-field">
      <label className="dg-field-label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="dg-input" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
