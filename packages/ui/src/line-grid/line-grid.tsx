import type { Value } from "@dougong/expression";
import type { FormFieldStates, FormItemLayout } from "@dougong/forms";
import type { Problem } from "@dougong/model";
import { Button } from "antd";
import { ClipboardCheck, Plus } from "lucide-react";
import { type KeyboardEvent, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useMedia } from "../theme/theme-provider.tsx";
import { CardRows } from "./card-rows.tsx";
import { focusCell, moveInGrid } from "./move.ts";
import { TableRows } from "./table-rows.tsx";
import { usePaste } from "./use-paste.ts";
import { useRowKeys } from "./use-row-keys.ts";
import "./line-grid.css";

/** Values of one row by field id. */
export type RowValues = Readonly<Record<string, Value | undefined>>;

export interface LineGridProps {
  /** Id of the lines field: problems' paths begin with it. */
  readonly field: string;
  readonly label: string;
  readonly columns: readonly FormItemLayout[];
  readonly totals: readonly string[];
  /** What was typed. */
  readonly rows: readonly RowValues[];
  /** The same rows with every formula worked out. */
  readonly computed: readonly RowValues[];
  /** Required and locked columns row by row, as rules say. */
  readonly states: readonly FormFieldStates[];
  readonly problems: readonly Problem[];
  readonly readOnly: boolean;
  /** A row as it begins: its defaults. */
  newRow(): RowValues;
  onChange(rows: readonly RowValues[]): void;
}

/** What the two shapes of the grid draw: a table, or cards on a phone. */
export interface RowsProps extends LineGridProps {
  readonly id: string;
  readonly keys: readonly string[];
  onRemove(index: number): void;
}

/** Rows of a record, entered like a sheet: arrows, Enter and Tab move, Alt+Enter adds a row, Excel can be pasted. */
export function LineGrid(props: LineGridProps) {
  const { t } = useTranslation();
  const phone = useMedia("(max-width: 767px)");
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const keys = useRowKeys(props.rows.length);
  const paste = usePaste(props, keys.renew);
  const insertAt = (index: number) => {
    keys.insert(index);
    props.onChange([...props.rows.slice(0, index), props.newRow(), ...props.rows.slice(index)]);
    requestAnimationFrame(() => focusCell(grid.current, index, 0));
  };
  const removeAt = (index: number) => {
    keys.remove(index);
    props.onChange(props.rows.filter((_, at) => at !== index));
    requestAnimationFrame(() => focusCell(grid.current, Math.min(index, props.rows.length - 2), 0));
  };
  const onKeyDown = (event: KeyboardEvent) =>
    moveInGrid(event, grid.current, {
      rows: props.rows.length,
      insertAt: props.readOnly ? null : insertAt,
      removeAt: props.readOnly ? null : removeAt,
    });
  const Rows = phone ? CardRows : TableRows;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and drops of the control inside pass through here; that control has role and name
    <div
      className="dg-lines"
      ref={grid}
      onKeyDown={onKeyDown}
      onPaste={props.readOnly ? undefined : paste.onPaste}
    >
      {paste.done === null ? null : (
        <PasteBar rows={paste.done.rows} unknown={paste.done.unknown} onUndo={paste.undo} />
      )}
      <Rows {...props} id={id} keys={keys.all} onRemove={removeAt} />
      {props.readOnly ? null : (
        <div className="dg-lines-insert">
          <Button
            type="text"
            size={phone ? "middle" : "small"}
            icon={<Plus size={14} />}
            onClick={() => insertAt(props.rows.length)}
          >
            {t("lines.insert")}
          </Button>
          {phone ? null : <span className="dg-3 dg-small">{t("lines.hint")}</span>}
        </div>
      )}
    </div>
  );
}

function PasteBar({
  rows,
  unknown,
  onUndo,
}: {
  readonly rows: number;
  readonly unknown: number;
  onUndo(): void;
}) {
  const { t } = useTranslation();
  return (
    <div className="dg-lines-pasted" role="status">
      <ClipboardCheck size={14} aria-hidden="true" />
      {t("lines.pasted", { count: rows })}
      {unknown === 0 ? null : <b>{t("lines.pastedUnknown", { count: unknown })}</b>}
      <button type="button" className="dg-link" onClick={onUndo}>
        {t("lines.undoPaste")}
      </button>
    </div>
  );
}
