/**
 * Cells of delimited text, as a spreadsheet puts it on the clipboard or into a file: line ends between rows,
 * quotes around cells that hold a delimiter or a line end.
 *
 * @example parseDelimited('a\t"b\nc"\r\n1\t2\r\n', "\t") // [["a", "b\nc"], ["1", "2"]]
 */
export function parseDelimited(text: string, delimiter: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [cell, end] = text[at] === '"' ? quotedCell(text, at, delimiter) : plainCell(text, at, delimiter);
    row.push(cell);
    if (text[end] === delimiter) {
      at = end + 1;
      if (at === text.length) row.push("");
      continue;
    }
    rows.push(row);
    row = [];
    at = text.startsWith("\r\n", end) ? end + 2 : end + 1;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

function plainCell(text: string, start: number, delimiter: string): readonly [string, number] {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return [text.slice(start, end), end];
}

/** A quote inside is doubled; a cell that only begins with a quote is plain. */
function quotedCell(text: string, start: number, delimiter: string): readonly [string, number] {
  let end = start + 1;
  while (end < text.length) {
    if (text[end] !== '"') end += 1;
    else if (text[end + 1] === '"') end += 2;
    else break;
  }
  const after = text[end + 1];
  const closed =
    text[end] === '"' && (after === undefined || after === delimiter || after === "\n" || after === "\r");
  return closed
    ? [text.slice(start + 1, end).replaceAll('""', '"'), end + 1]
    : plainCell(text, start, delimiter);
}
