import type { KeyboardEvent } from "react";

interface GridMoves {
  readonly rows: number;
  /** Null where rows cannot be changed. */
  readonly insertAt: ((index: number) => void) | null;
  readonly removeAt: ((index: number) => void) | null;
}

/** Puts the focus into a row's n-th control. */
export function focusCell(grid: HTMLElement | null, row: number, column: number): void {
  const cell = controlsOf(grid, row)[column];
  cell?.focus();
  if (cell instanceof HTMLInputElement && cell.type !== "checkbox") cell.select();
}

function controlsOf(grid: HTMLElement | null, row: number): readonly HTMLElement[] {
  const found = grid?.querySelector(`[data-row="${row}"]`)?.querySelectorAll<HTMLElement>("input,textarea");
  return found === undefined ? [] : [...found];
}

/**
 * Keys of a sheet: up and down change the row, left and right leave a text at its ends, Enter goes to the next
 * cell and from the last one to a new row, Alt+Enter adds a row below, Ctrl+Delete takes the row away.
 */
export function moveInGrid(event: KeyboardEvent, grid: HTMLElement | null, moves: GridMoves): void {
  const target = event.target;
  if (event.defaultPrevented || event.nativeEvent.isComposing || !(target instanceof HTMLElement)) return;
  const place = target.closest<HTMLElement>("[data-row]");
  if (place === null) return;
  const row = Number(place.dataset["row"]);
  const controls = controlsOf(grid, row);
  const column = controls.indexOf(target);
  if (column < 0) return;
  const to = destination(event, target, { row, column, count: controls.length }, moves);
  if (to === null) return;
  event.preventDefault();
  if (to === "insert") moves.insertAt?.(row + 1);
  else if (to === "remove") moves.removeAt?.(row);
  else focusCell(grid, to.row, to.column);
}

interface Place {
  readonly row: number;
  readonly column: number;
  readonly count: number;
}

function destination(
  event: KeyboardEvent,
  target: HTMLElement,
  { row, column, count }: Place,
  moves: GridMoves,
): "insert" | "remove" | { readonly row: number; readonly column: number } | null {
  const within = (at: number) => at >= 0 && at < moves.rows;
  if (event.key === "Enter" && event.altKey) return moves.insertAt === null ? null : "insert";
  if ((event.key === "Delete" || event.key === "Backspace") && event.ctrlKey)
    return moves.removeAt === null ? null : "remove";
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null;
  if (event.key === "Enter") {
    if (column + 1 < count) return { row, column: column + 1 };
    if (within(row + 1)) return { row: row + 1, column: 0 };
    return moves.insertAt === null ? null : "insert";
  }
  if (event.key === "ArrowDown") return within(row + 1) ? { row: row + 1, column } : null;
  if (event.key === "ArrowUp") return within(row - 1) ? { row: row - 1, column } : null;
  if (event.key === "ArrowLeft" && column > 0 && caretAt(target, "start")) return { row, column: column - 1 };
  if (event.key === "ArrowRight" && column + 1 < count && caretAt(target, "end"))
    return { row, column: column + 1 };
  return null;
}

/** A fully selected text leaves in both directions, as in a sheet that is not being edited. */
function caretAt(target: HTMLElement, edge: "start" | "end"): boolean {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return true;
  if (target.type === "checkbox") return true;
  const { selectionStart, selectionEnd, value } = target;
  if (selectionStart === 0 && selectionEnd === value.length) return true;
  return selectionStart === selectionEnd && selectionStart === (edge === "start" ? 0 : value.length);
}
