import { parseDelimited } from "../text/delimited.ts";

/** A file as the wizard shows it; the server reads the file anew. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: string;
  readonly encoding: string;
}

const delimiters = [",", "\t", ";", "|"] as const;

/**
 * Reads a CSV file: UTF-8 where its bytes are UTF-8 (with or without a mark), UTF-16 by its mark, else GB18030,
 * which is what a Chinese Excel writes.
 *
 * @throws RangeError where there is no heading row
 */
export function readTable(bytes: Uint8Array): Table {
  const { text, encoding } = decode(bytes);
  const delimiter = delimiterOf(text);
  const [header, ...rows] = parseDelimited(text, delimiter).filter((row) =>
    row.some((cell) => cell.trim() !== ""),
  );
  if (header === undefined) throw new RangeError("The file holds no heading row");
  return { header: header.map((cell) => cell.trim()), rows, delimiter, encoding };
}

function decode(bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder("utf-16le").decode(bytes), encoding: "utf-16le" };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder("utf-16be").decode(bytes), encoding: "utf-16be" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: new TextDecoder("gb18030").decode(bytes), encoding: "gb18030" };
  }
}

/** The one that parts the first line into most cells. */
function delimiterOf(text: string): string {
  const line = text.slice(0, 4096).split(/\r?\n/)[0] ?? "";
  const parts = (delimiter: string) => line.split(delimiter).length;
  return delimiters.reduce((best, each) => (parts(each) > parts(best) ? each : best));
}
