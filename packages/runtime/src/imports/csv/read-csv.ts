import { ProblemError } from "@dougong/model";
import Papa from "papaparse";

/** A row of a file: its place in the spreadsheet (the heading is row 1) and its cells as given. */
export interface CsvRow {
  readonly number: number;
  readonly cells: readonly string[];
}

export interface CsvTable {
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
}

const delimiters = [",", "\t", ";", "|"];

function parse(text: string, delimiter: string | undefined): Papa.ParseResult<string[]> {
  return Papa.parse<string[]>(text, {
    header: false,
    skipEmptyLines: false,
    ...(delimiter === undefined ? { delimitersToGuess: delimiters } : { delimiter }),
  });
}

/** Quotes that do not end swallow the rest of the file: it is refused, not half read. */
function refuseBrokenQuotes(result: Papa.ParseResult<string[]>): void {
  const fault = result.errors.find((error) => error.type === "Quotes");
  if (fault === undefined) return;
  const row = (fault.row ?? 0) + 1;
  throw new ProblemError("validation_failed", [
    {
      code: "bad_format",
      path: "/file",
      params: { label: `row ${row}`, row },
      expected: "each quoted cell with its closing quote",
      got: row,
    },
  ]);
}

/**
 * Reads CSV (RFC 4180, any line ends, line breaks inside quotes). Without a delimiter it is the one of `, tab ; |`
 * that gives the rows one width. Empty rows are left out but counted, so that a row's number is the spreadsheet's.
 *
 * @throws ProblemError `validation_failed` for a quote that does not end, or a file without a heading
 */
export function readCsv(text: string, delimiter?: string): CsvTable {
  const result = parse(text, delimiter);
  refuseBrokenQuotes(result);
  const rows = result.data
    .map((cells, index) => ({ number: index + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  const [first, ...rest] = rows;
  if (first === undefined)
    throw new ProblemError("validation_failed", [
      { code: "required", path: "/file", params: { label: "header" }, expected: "a heading row" },
    ]);
  return {
    delimiter: delimiter ?? result.meta.delimiter,
    header: first.cells.map((cell) => cell.trim()),
    rows: rest,
  };
}
