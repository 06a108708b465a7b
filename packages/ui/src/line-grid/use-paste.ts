import type { Value } from "@dougong/expression";
import { type FieldSurroundings, useFieldServices } from "@dougong/fields/react";
import { type ClipboardEvent, useRef, useState } from "react";
import { parseDelimited } from "../text/delimited.ts";
import type { LineGridProps, RowValues } from "./line-grid.tsx";
import { planPaste } from "./paste-plan.ts";
import { readCell } from "./read-cell.ts";

interface Pasted {
  readonly rows: number;
  /** Cells whose text meant nothing to their field. */
  readonly unknown: number;
  readonly before: readonly RowValues[];
}

/** Takes rows from the clipboard into the grid; one undo takes them all back. */
export function usePaste(props: LineGridProps, renewKeys: () => void) {
  const services = useFieldServices();
  const [done, setDone] = useState<Pasted | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const put = (rows: readonly RowValues[]) => {
    renewKeys();
    latest.current.onChange(rows);
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const place = placeOf(event.target, props.rows.length);
    const before = props.rows;
    void pasteRows(props, text, place, services).then(({ rows, count, unknown }) => {
      put(rows);
      setDone({ rows: count, unknown, before });
    });
  };
  const undo = () => {
    if (done === null) return;
    put(done.before);
    setDone(null);
  };
  return { onPaste, done, undo };
}

interface PastePlace {
  readonly row: number;
  readonly field: string;
}

/** Ids of cells end with their field's id. */
function placeOf(target: EventTarget, end: number): PastePlace {
  if (!(target instanceof Element)) return { row: end, field: "" };
  const row = target.closest<HTMLElement>("[data-row]")?.dataset["row"];
  return {
    row: row === undefined ? end : Number(row),
    field: target.id.slice(target.id.lastIndexOf("-") + 1),
  };
}

async function pasteRows(props: LineGridProps, text: string, place: PastePlace, services: FieldSurroundings) {
  const editable = props.columns.filter((column) => !column.field.model.computed);
  const plan = planPaste(parseDelimited(text, "\t"), editable, place.field);
  const rows = [...props.rows];
  let unknown = 0;
  for (const [index, cells] of plan.rows.entries()) {
    const read: Record<string, Value> = {};
    for (const [at, id] of plan.fields.entries()) {
      const column = editable.find((each) => each.id === id);
      if (column === undefined) continue;
      const { value, understood } = await readCell(column.field, cells[at] ?? "", services);
      read[column.id] = value;
      if (!understood) unknown += 1;
    }
    rows[place.row + index] = { ...(rows[place.row + index] ?? props.newRow()), ...read };
  }
  return { rows, count: plan.rows.length, unknown };
}
