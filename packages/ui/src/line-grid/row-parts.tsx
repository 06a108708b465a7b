import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { sentencesAt } from "../problems/sentences.ts";
import type { LineGridProps } from "./line-grid.tsx";
import "../form/field.css";

export function RemoveButton({ index, onRemove }: { readonly index: number; onRemove(index: number): void }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="dg-icon-button dg-lines-remove"
      aria-label={t("lines.remove", { n: index + 1 })}
      onClick={() => onRemove(index)}
    >
      <Trash2 size={14} aria-hidden="true" />
    </button>
  );
}

/** Says to the eye that a value is wanted; the control says it to a screen reader. */
export function Star() {
  return (
    <span className="dg-star" aria-hidden="true">
      *
    </span>
  );
}

/** What is wrong with a row, in sentences. */
export function rowSentences({ problems, field }: LineGridProps, index: number): readonly string[] {
  return sentencesAt(problems, `/${field}/${index}`);
}

/** Id of a row's control. */
export function cellId(
  grid: { readonly id: string; readonly keys: readonly string[] },
  index: number,
  field: string,
): string {
  return `${grid.id}-${grid.keys[index] ?? index}-${field}`;
}
