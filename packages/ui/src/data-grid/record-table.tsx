import type { JsonObject } from "@dougong/model";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { valueAt } from "../design/path-field.ts";
import type { Column } from "./column.ts";
import { nextSort } from "./list-state.ts";
import { unlinked, ValueCell } from "./value-cell.tsx";

export const rowHeights = { compact: 32, normal: 40, loose: 48 } as const;
export type Density = keyof typeof rowHeights;

interface RecordTableProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: readonly JsonObject[];
  readonly density: Density;
  readonly sort: string | undefined;
  /** All rows of the answer, for screen readers; null while unknown. */
  readonly count: number | null;
  readonly hasMore: boolean;
  onSort(sort: string | undefined): void;
  onMore(): void;
  /** Address of a record: the first column is a link to it. */
  hrefOf(record: JsonObject): string;
  onOpen(record: JsonObject): void;
}

/** A dense table that draws only the rows in sight. Arrows or J and K move from row to row, Enter opens. */
export function RecordTable(props: RecordTableProps) {
  const { columns, rows, density, hasMore, onMore, label, count } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const height = rowHeights[density];
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when these change and at no other time; the rest is read as it then stands
  useEffect(() => virtual.measure(), [virtual, height]);
  const items = virtual.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  useEffect(() => {
    if (hasMore && last !== undefined && last.index >= rows.length - 10) onMore();
  }, [hasMore, last, rows.length, onMore]);
  const move = (event: KeyboardEvent) =>
    moveRow(event, scroller.current, (index) => virtual.scrollToIndex(index), rows.length);
  return (
    <div className="dg-table-scroll" ref={scroller}>
      <table className="dg-table" aria-label={label} aria-rowcount={count ?? undefined} onKeyDown={move}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.path} style={{ width: column.width }} />
          ))}
          <col />
        </colgroup>
        <TableHead {...props} />
        <tbody>
          <Spacer height={first?.start ?? 0} columns={columns.length + 1} />
          {items.map((item) => {
            const record = rows[item.index];
            return record === undefined ? null : (
              <Row key={String(record["id"])} {...props} record={record} index={item.index} height={height} />
            );
          })}
          <Spacer
            height={last === undefined ? 0 : virtual.getTotalSize() - last.end}
            columns={columns.length + 1}
          />
        </tbody>
      </table>
    </div>
  );
}

function TableHead({ columns, sort, onSort }: RecordTableProps) {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const direction =
            sort === column.path ? "ascending" : sort === `-${column.path}` ? "descending" : undefined;
          return (
            <th
              key={column.path}
              scope="col"
              aria-sort={direction}
              className={column.align === "end" ? "dg-end" : undefined}
            >
              <button
                type="button"
                className="dg-table-sort"
                title={t("list.sortBy", { label: column.label })}
                onClick={() => onSort(nextSort(sort, column.path))}
              >
                <span className="dg-ellipsis">{column.label}</span>
                {direction === "ascending" ? <ArrowUp size={12} strokeWidth={2} aria-hidden="true" /> : null}
                {direction === "descending" ? (
                  <ArrowDown size={12} strokeWidth={2} aria-hidden="true" />
                ) : null}
              </button>
            </th>
          );
        })}
        <td aria-hidden="true" />
      </tr>
    </thead>
  );
}

interface RowProps extends RecordTableProps {
  readonly record: JsonObject;
  readonly index: number;
  readonly height: number;
}

function Row({ columns, record, index, height, hrefOf, onOpen }: RowProps) {
  const open = (event: MouseEvent) => {
    if (
      event.defaultPrevented ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      (getSelection()?.toString() ?? "") !== ""
    )
      return;
    if (
      event.target instanceof Element &&
      event.target.closest("a[href^='mailto:'],a[href^='tel:']") !== null
    )
      return;
    event.preventDefault();
    onOpen(record);
  };
  return (
    <tr aria-rowindex={index + 2} data-index={index} style={{ height }} onClick={open}>
      {columns.map((column, place) => {
        const cell = (
          // biome-ignore lint/correctness/useJsxKeyInIterable: the key stands on the element that holds the cell
          <ValueCell
            field={place === 0 ? unlinked(column.field.document) : column.field.document}
            value={valueAt(record, column.path)}
          />
        );
        const className = column.align === "end" ? "dg-end" : undefined;
        return place === 0 ? (
          <th key={column.path} scope="row" className={className}>
            <a className="dg-row-link" href={hrefOf(record)}>
              {cell}
            </a>
          </th>
        ) : (
          <td key={column.path} className={className}>
            {cell}
          </td>
        );
      })}
      <td />
    </tr>
  );
}

/** Room for the rows out of sight. */
function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a spacer row of a virtual list takes no focus
    <tr aria-hidden="true" className="dg-table-spacer">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  j: 1,
  ArrowUp: -1,
  k: -1,
  PageDown: 15,
  PageUp: -15,
};

function moveRow(
  event: KeyboardEvent,
  scroller: HTMLElement | null,
  show: (index: number) => void,
  count: number,
): void {
  const step = steps[event.key];
  const row = event.target instanceof Element ? event.target.closest("tr[data-index]") : null;
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing)
    return;
  const from = row instanceof HTMLElement ? Number(row.dataset["index"]) : -1;
  const to = Math.max(0, Math.min(count - 1, from + step));
  event.preventDefault();
  show(to);
  requestAnimationFrame(() =>
    scroller?.querySelector<HTMLElement>(`tr[data-index="${to}"] a`)?.focus({ preventScroll: true }),
  );
}
