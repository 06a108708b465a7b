/** Which column of the grid each pasted column fills, and the rows below the heads. */
export interface PastePlan {
  /** Field ids by place in the pasted row; null fills nothing. */
  readonly fields: readonly (string | null)[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Maps pasted cells by their heads where the first row holds heads, else by place from the cell that was pasted into.
 *
 * @param columns the grid's editable columns in order
 */
export function planPaste(
  cells: readonly (readonly string[])[],
  columns: readonly { readonly id: string; readonly label: string }[],
  from: string,
): PastePlan {
  const [head = [], ...rest] = cells;
  const byHead = head.map(
    (text) => columns.find((column) => column.label === text.trim() || column.id === text.trim())?.id ?? null,
  );
  const named = byHead.filter((id) => id !== null).length;
  if (rest.length > 0 && named > 0 && named * 2 >= head.filter((text) => text.trim() !== "").length)
    return { fields: byHead, rows: rest };
  const start = Math.max(
    0,
    columns.findIndex((column) => column.id === from),
  );
  const width = Math.max(0, ...cells.map((row) => row.length));
  return {
    fields: Array.from({ length: width }, (_, index) => columns[start + index]?.id ?? null),
    rows: cells,
  };
}
