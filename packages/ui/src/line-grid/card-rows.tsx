import { CircleX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { GridCell } from "./grid-cell.tsx";
import type { RowsProps } from "./line-grid.tsx";
import { cellId, RemoveButton, rowSentences, Star } from "./row-parts.tsx";

/** The grid on a phone: a card per row, two fields beside each other. */
export function CardRows(props: RowsProps) {
  const { t } = useTranslation();
  const { columns, rows, keys, label, readOnly } = props;
  return (
    <ol className="dg-lines-cards" aria-label={label}>
      {rows.map((_, index) => {
        const sentences = rowSentences(props, index);
        return (
          <li key={keys[index] ?? index} data-row={index} aria-label={t("lines.row", { n: index + 1 })}>
            {columns.map((item) => {
              const id = cellId(props, index, item.id);
              const kind = item.field.type.kind;
              return (
                <div
                  key={item.id}
                  className="dg-lines-card-field"
                  data-wide={kind === "reference" || kind === "text" ? "" : undefined}
                >
                  <span className="dg-row">
                    <label htmlFor={id}>{item.label}</label>
                    {item.required || item.field.document.required === true ? <Star /> : null}
                  </span>
                  <GridCell grid={props} item={item} index={index} id={id} compact={false} />
                </div>
              );
            })}
            {sentences.length === 0 ? null : (
              <p className="dg-field-problem" data-wide="">
                <CircleX size={14} aria-hidden="true" /> {sentences.join(" ")}
              </p>
            )}
            {readOnly ? null : <RemoveButton index={index} onRemove={props.onRemove} />}
          </li>
        );
      })}
    </ol>
  );
}
