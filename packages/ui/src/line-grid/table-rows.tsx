import type { FormItemLayout } from "@dougong/forms";
import { CircleX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { alignOf } from "../data-grid/value-cell.tsx";
import { sentencesAt } from "../problems/sentences.ts";
import { GridCell } from "./grid-cell.tsx";
import type { RowsProps } from "./line-grid.tsx";
import { cellId, RemoveButton, rowSentences, Star } from "./row-parts.tsx";
import { TotalsFoot } from "./totals-foot.tsx";

/** The grid as a table; each cell holds its control, computed ones are tinted. */
export function TableRows(props: RowsProps) {
  const { columns, rows, keys, label } = props;
  return (
    <div className="dg-lines-scroll">
      <table className="dg-lines-table" aria-label={label}>
        <colgroup>
          <col style={{ width: 44 }} />
          {columns.map((item) => (
            <col key={item.id} style={{ width: widthOf(item) }} />
          ))}
          <col style={{ width: 36 }} />
        </colgroup>
        <Head {...props} />
        <tbody>
          {rows.map((_, index) => (
            <Row key={keys[index] ?? index} {...props} index={index} />
          ))}
          <Sentences {...props} />
        </tbody>
        <TotalsFoot {...props} />
      </table>
    </div>
  );
}

function Head({ columns }: RowsProps) {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        <th scope="col">
          <span aria-hidden="true">#</span>
          <span className="dg-hidden">{t("lines.number")}</span>
        </th>
        {columns.map((item) => (
          <th
            key={item.id}
            scope="col"
            className={alignOf(item.field.document) === "end" ? "dg-end" : undefined}
          >
            {item.label}
            {item.required || item.field.document.required === true ? <Star /> : null}
          </th>
        ))}
        <th scope="col">
          <span className="dg-hidden">{t("lines.actions")}</span>
        </th>
      </tr>
    </thead>
  );
}

function Row(props: RowsProps & { readonly index: number }) {
  const { columns, index, readOnly, onRemove } = props;
  const sentences = rowSentences(props, index);
  return (
    <tr data-row={index}>
      <th scope="row" className="dg-num">
        {sentences.length > 0 ? <CircleX size={14} className="dg-lines-problem" aria-hidden="true" /> : null}
        <span className={sentences.length > 0 ? "dg-hidden" : "dg-3"}>{index + 1}</span>
      </th>
      {columns.map((item) => (
        <td
          key={item.id}
          data-computed={item.field.model.computed ? "" : undefined}
          className={alignOf(item.field.document) === "end" ? "dg-end" : undefined}
        >
          <GridCell grid={props} item={item} index={index} id={cellId(props, index, item.id)} compact />
        </td>
      ))}
      <td>{readOnly ? null : <RemoveButton index={index} onRemove={onRemove} />}</td>
    </tr>
  );
}

const shownSentences = 5;

/** What is wrong, below the rows: of the lines as a whole, then row by row. */
function Sentences(props: RowsProps) {
  const { t } = useTranslation();
  const own = props.problems
    .filter((problem) => problem.path === `/${props.field}`)
    .map((problem) => problem.message ?? problem.code);
  const rows = props.rows.flatMap((_, index) => {
    const sentences = sentencesAt(props.problems, `/${props.field}/${index}`);
    return sentences.length === 0 ? [] : [`${t("lines.row", { n: index + 1 })}: ${sentences.join(" ")}`];
  });
  return [...own, ...rows].slice(0, shownSentences).map((sentence) => (
    <tr key={sentence} className="dg-lines-sentence">
      <td colSpan={props.columns.length + 2}>
        <CircleX size={14} aria-hidden="true" /> {sentence}
      </td>
    </tr>
  ));
}

function widthOf({ field }: FormItemLayout): number {
  if (field.type.kind === "reference" || field.type.kind === "references") return 240;
  if (field.type.kind === "integer" || field.type.kind === "decimal") return field.model.computed ? 124 : 104;
  return field.type.kind === "text" ? 160 : 128;
}
