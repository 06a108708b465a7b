import Papa from "papaparse";
import { addGuard } from "./formula-guard.ts";

/** CSV that spreadsheets open as UTF-8 (byte order mark) and with each cell as text of its own. */
export function writeCsv(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  delimiter: string,
): Buffer {
  const guarded = rows.map((row) => row.map(addGuard));
  return Buffer.from(
    `\ufeff${Papa.unparse({ fields: [...header], data: guarded }, { delimiter, newline: "\r\n" })}\r\n`,
    "utf8",
  );
}
