import { Readable } from "node:stream";
import { type JsonObject, type ProblemLocale, renderProblem } from "@dougong/model";
import type { Files } from "../../files/files.ts";
import type { StoredFile } from "../../files/stored-file.ts";
import type { CsvTable } from "../csv/read-csv.ts";
import { writeCsv } from "../csv/write-csv.ts";
import type { RowFault } from "./row-fault.ts";

/** Faults that stand in the result itself; the error file has them all. */
const listed = 1_000;

const errorColumn = "$error";

function byRow(faults: readonly RowFault[]): ReadonlyMap<number, readonly RowFault[]> {
  const rows = new Map<number, RowFault[]>();
  for (const fault of faults) rows.set(fault.row, [...(rows.get(fault.row) ?? []), fault]);
  return rows;
}

/** The failed rows as they were given, with a column that says what is wrong: corrected, it can be imported again. */
function errorFile(table: CsvTable, faults: readonly RowFault[], locale: ProblemLocale): Buffer {
  const rows = byRow(faults);
  const kept = table.header.flatMap((heading, index) => (heading === errorColumn ? [] : [index]));
  const failed = table.rows
    .filter((row) => rows.has(row.number))
    .map((row) => {
      const why = (rows.get(row.number) ?? []).map((fault) => {
        const { message } = renderProblem(fault.problem, locale);
        return fault.column === null ? message : `${fault.column}: ${message}`;
      });
      return [...kept.map((index) => row.cells[index] ?? ""), why.join("; ")];
    });
  return writeCsv([...kept.map((index) => table.header[index] ?? ""), errorColumn], failed, table.delimiter);
}

export interface ResultParts {
  readonly files: Files;
  readonly source: StoredFile;
  readonly table: CsvTable;
  readonly locale: ProblemLocale;
}

/** What an import answers (contract 2.8). */
export async function importResult(
  { files, source, table, locale }: ResultParts,
  created: number,
  faults: readonly RowFault[],
): Promise<JsonObject> {
  const sorted = [...faults].sort((a, b) => a.row - b.row);
  const name = source.name.replace(/\.[^.]*$/, "");
  const stored =
    faults.length === 0
      ? null
      : await files.store(Readable.from([errorFile(table, sorted, locale)]), {
          name: `${name}-errors.csv`,
          type: "text/csv",
          createdBy: source.createdBy,
        });
  return {
    created,
    updated: 0,
    unchanged: 0,
    failed: byRow(faults).size,
    errors: sorted.slice(0, listed).map(({ row, column, problem }) => {
      const { code, message, fix } = renderProblem(problem, locale);
      return { row, column, code, message, fix, got: problem.got ?? null };
    }),
    ...(sorted.length > listed ? { more: true } : {}),
    errorFile: stored?.id ?? null,
  };
}
