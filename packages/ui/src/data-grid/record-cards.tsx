import type { JsonObject } from "@dougong/model";
import type { MouseEvent } from "react";
import { valueAt } from "../design/path-field.ts";
import type { Column } from "./column.ts";
import { unlinked, ValueCell } from "./value-cell.tsx";

interface RecordCardsProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: readonly JsonObject[];
  hrefOf(record: JsonObject): string;
  onOpen(record: JsonObject): void;
}

/** The list on a phone: who and how much first, then number and state. */
export function RecordCards({ label, columns, rows, hrefOf, onOpen }: RecordCardsProps) {
  const { lead, amount, rest } = placesOf(columns);
  return (
    <ul className="dg-cards" aria-label={label}>
      {rows.map((record) => (
        <li key={String(record["id"])}>
          <a
            className="dg-phone-card"
            href={hrefOf(record)}
            onClick={(event: MouseEvent) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              onOpen(record);
            }}
          >
            <span className="dg-row dg-g8 dg-strong">
              <span className="dg-fill dg-ellipsis">
                {lead === undefined ? null : <Cell column={lead} record={record} />}
              </span>
              {amount === undefined ? null : <Cell column={amount} record={record} />}
            </span>
            <span className="dg-phone-card-rest">
              {rest.map((column) => {
                const value = valueAt(record, column.path);
                return value === null || value === undefined || value === "" ? null : (
                  <span key={column.path} className="dg-ellipsis">
                    <Cell column={column} record={record} />
                  </span>
                );
              })}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Cell({ column, record }: { readonly column: Column; readonly record: JsonObject }) {
  return <ValueCell field={unlinked(column.field.document)} value={valueAt(record, column.path)} />;
}

/** A number as first column is a name only for machines: the first words lead, the last amount stands opposite. */
function placesOf(columns: readonly Column[]) {
  const [head] = columns;
  const lead =
    head?.field.document.type === "sequence"
      ? (columns.find((column) => column.path.includes(".") || column.field.document.type === "text") ?? head)
      : head;
  const amount = columns.filter((column) => column.align === "end" && column !== lead).at(-1);
  return { lead, amount, rest: columns.filter((column) => column !== lead && column !== amount).slice(0, 5) };
}
