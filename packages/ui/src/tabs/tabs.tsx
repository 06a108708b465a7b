import type { KeyboardEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import "./tabs.css";

/** One tab: its name is also its label, as documents write it. */
export interface TabItem {
  readonly name: string;
  /** How many problems wait behind it. */
  readonly problems?: number;
}

interface TabsProps {
  /** Prefix of the ids that bind tabs and panels. */
  readonly id: string;
  readonly label: string;
  readonly items: readonly TabItem[];
  readonly selected: string;
  onSelect(name: string): void;
  panel(name: string): ReactNode;
}

/** Tabs as the ARIA pattern has them: arrows move and select, Home and End go to the ends. All panels stay in the page. */
export function Tabs({ id, label, items, selected, onSelect, panel }: TabsProps) {
  const { t } = useTranslation();
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = nextTab(event.key, items, selected);
    if (next === null) return;
    event.preventDefault();
    onSelect(next);
    document.getElementById(tabId(id, items, next))?.focus();
  };
  return (
    <div className="dg-tabset">
      <div className="dg-tabset-list" role="tablist" aria-label={label} onKeyDown={move}>
        {items.map(({ name, problems = 0 }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={tabId(id, items, name)}
            aria-controls={`${tabId(id, items, name)}-panel`}
            aria-selected={name === selected}
            tabIndex={name === selected ? 0 : -1}
            onClick={() => onSelect(name)}
          >
            {name}
            {problems === 0 ? null : (
              <span className="dg-badge dg-tab-problems">
                {problems}
                <span className="dg-hidden">{t("form.problems", { count: problems })}</span>
              </span>
            )}
          </button>
        ))}
      </div>
      {items.map(({ name }) => (
        <div
          key={name}
          role="tabpanel"
          id={`${tabId(id, items, name)}-panel`}
          aria-labelledby={tabId(id, items, name)}
          hidden={name !== selected}
        >
          {panel(name)}
        </div>
      ))}
    </div>
  );
}

function tabId(id: string, items: readonly TabItem[], name: string): string {
  return `${id}-tab-${items.findIndex((item) => item.name === name)}`;
}

/** The tab that a key leads to; null where the key is none of the pattern's. */
function nextTab(key: string, items: readonly TabItem[], selected: string): string | null {
  const at = items.findIndex((item) => item.name === selected);
  const last = items.length - 1;
  const places: Readonly<Record<string, number>> = {
    ArrowRight: at === last ? 0 : at + 1,
    ArrowLeft: at <= 0 ? last : at - 1,
    Home: 0,
    End: last,
  };
  const place = places[key];
  return place === undefined ? null : (items[place]?.name ?? null);
}
