import type { ImportError, ImportResult } from "@dougong/client";
import { CircleX } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";

interface Settings {
  readonly onError: "skip" | "stop";
  readonly dateFormat: string;
}

interface CheckPaneProps {
  readonly settings: Settings;
  onSettings(settings: Settings): void;
  readonly checked: ImportResult | null;
  readonly rows: number;
}

/** How to import, and what the check found: which fault, in which column, how often. */
export function CheckPane({ settings, onSettings, checked, rows }: CheckPaneProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <aside className="dg-import-pane">
      <h2>{t("import.how")}</h2>
      <div className="dg-import-option">
        <span id={`${id}-error`}>{t("import.onError")}</span>
        <span className="dg-segments" role="radiogroup" aria-labelledby={`${id}-error`}>
          {(["skip", "stop"] as const).map((each) => (
            <label key={each} data-on={settings.onError === each ? "" : undefined}>
              <input
                type="radio"
                className="dg-hidden"
                name={`${id}-on-error`}
                checked={settings.onError === each}
                onChange={() => onSettings({ ...settings, onError: each })}
              />
              {t(`import.${each}`)}
            </label>
          ))}
        </span>
      </div>
      <div className="dg-import-option">
        <label htmlFor={`${id}-date`}>{t("import.dateFormat")}</label>
        <select
          id={`${id}-date`}
          className="dg-input"
          value={settings.dateFormat}
          onChange={(event) => onSettings({ ...settings, dateFormat: event.target.value })}
        >
          {(["ymd", "dmy", "mdy"] as const).map((each) => (
            <option key={each} value={each}>
              {t(`import.${each}`)}
            </option>
          ))}
        </select>
      </div>
      {checked === null ? null : (
        <section aria-label={t("import.checkResult")} role="status">
          <h2>{t("import.checkResult")}</h2>
          <div className="dg-row dg-dense">
            <span className="dg-fill">{t("import.created", { count: checked.created })}</span>
            <b className="dg-num">
              {checked.created} / {rows}
            </b>
          </div>
          <progress max={rows} value={checked.created} aria-label={t("import.checkResult")} />
          <ul>
            {groups(checked.errors).map((group) => (
              <li key={group.key}>
                <CircleX size={14} aria-hidden="true" />
                <span className="dg-fill">
                  {group.column === "" ? null : <b>{group.column} </b>}
                  {group.message}
                </span>
                <span className="dg-num">{t("lines.count", { count: group.count })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}

function groups(errors: readonly ImportError[]) {
  const found = new Map<
    string,
    { readonly key: string; readonly column: string; readonly message: string; count: number }
  >();
  for (const error of errors) {
    const key = `${error.column} ${error.code}`;
    const group = found.get(key) ?? { key, column: error.column, message: error.message, count: 0 };
    group.count += 1;
    found.set(key, group);
  }
  return [...found.values()].sort((one, other) => other.count - one.count);
}
