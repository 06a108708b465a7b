import type { JsonObject } from "@dougong/model";
import type { MouseEvent } from "react";
import { valueAt } from "../design/path-field.ts";
import { cardPlaces, needsLabel } from "./card-places.ts";
import type { Column } from "./column.ts";
import { unlinked, ValueCell } from "./value-cell.tsx";

interface RecordCardsProps {
  readonly label: string;
  /** Path of the entity's title; null where it is worked out. */
  readonly title: string | null;
  readonly columns: readonly Column[];
  readonly rows: readonly JsonObject[];
  hrefOf(record: JsonObject): string;
  onOpen(record: JsonObject): void;
}

/** The list on a phone: who and how much first, then number and state. */
export function RecordCards({ label, title, columns, rows, hrefOf, onOpen }: RecordCardsProps) {
  const { lead, amount, rest } = cardPlaces(columns, title);
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
                    {needsLabel(column) ? <span className="dg-3">{column.label} </span> : null}
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
