import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Density } from "./record-table.tsx";

interface ListFootProps {
  readonly shown: number;
  readonly count: number | null;
  /** The count is a lower bound. */
  readonly more: boolean;
  readonly density: Density;
  onDensity(density: Density): void;
  readonly phone: boolean;
  readonly children?: ReactNode;
}

const densities: readonly Density[] = ["compact", "normal", "loose"];

/** How many there are, how high the rows are, which keys move. */
export function ListFoot({ shown, count, more, density, onDensity, phone, children }: ListFootProps) {
  const { t } = useTranslation();
  const total = count ?? shown;
  return (
    <div className="dg-list-foot">
      <span className="dg-num">
        {more ? t("list.countMore", { count: total }) : t("list.count", { count: total })}
      </span>
      {children}
      <span className="dg-space" />
      {phone ? null : (
        <>
          <span id="dg-density">{t("list.density")}</span>
          <span className="dg-segments" role="radiogroup" aria-labelledby="dg-density">
            {densities.map((each) => (
              <label key={each} data-on={each === density ? "" : undefined}>
                <input
                  type="radio"
                  className="dg-hidden"
                  name="density"
                  value={each}
                  checked={each === density}
                  onChange={() => onDensity(each)}
                />
                {t(`list.${each}`)}
              </label>
            ))}
          </span>
          <span className="dg-row dg-g4 dg-keys" aria-hidden="true">
            <kbd className="dg-kbd">J</kbd>
            <kbd className="dg-kbd">K</kbd>
            {t("list.keys")}
            <kbd className="dg-kbd">Enter</kbd>
            {t("list.keyOpen")}
          </span>
        </>
      )}
    </div>
  );
}
