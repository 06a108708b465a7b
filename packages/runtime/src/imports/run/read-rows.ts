import type { TextConventions } from "@dougong/fields";
import type { JsonObject, JsonValue } from "@dougong/model";
import type { ImportColumn } from "../columns/import-column.ts";
import { removeGuard } from "../csv/formula-guard.ts";
import type { CsvRow } from "../csv/read-csv.ts";
import { namesIn, type RecordFinder } from "./find-records.ts";
import type { RowFault } from "./row-fault.ts";

/** A row as the record service takes it. */
export interface ReadRow {
  readonly row: CsvRow;
  readonly input: JsonObject;
}

export interface ReadRows {
  readonly good: readonly ReadRow[];
  readonly faults: readonly RowFault[];
}

export interface RowReader {
  readonly columns: readonly ImportColumn[];
  readonly conventions: TextConventions;
  readonly records: RecordFinder;
}

type Cell = { readonly value: JsonValue } | { readonly faults: readonly RowFault[] };

/** A cell of references that are named by a field of theirs. */
function readMany(reader: RowReader, column: ImportColumn, row: CsvRow, text: string): Cell {
  const cells = namesIn(column, text).map((name) => readOne(reader, column, row, name));
  const faults = cells.flatMap((cell) => ("faults" in cell ? cell.faults : []));
  if (faults.length > 0) return { faults };
  return { value: [...new Set(cells.flatMap((cell) => ("value" in cell ? [cell.value] : [])))] };
}

function readCell(reader: RowReader, column: ImportColumn, row: CsvRow, text: string): Cell {
  return column.by !== null && column.field.type.kind === "references"
    ? readMany(reader, column, row, text)
    : readOne(reader, column, row, text);
}

function readOne(reader: RowReader, column: ImportColumn, row: CsvRow, text: string): Cell {
  const { field, by } = column;
  const context = { path: "", label: field.label, from: "text" as const, text: reader.conventions };
  const faulty = (problem: RowFault["problem"]): RowFault => ({
    row: row.number,
    column: column.heading,
    problem: { ...problem, got: problem.got ?? text },
  });
  const read = (by?.field ?? field).model.coerce(text, (by?.field ?? field).document, context);
  if ("problems" in read) return { faults: read.problems.map(faulty) };
  if (by === null) return { value: read.value };
  const found = reader.records.find(column, read.value);
  if (found.length === 1) return { value: found[0] ?? null };
  const code = found.length === 0 ? "reference_not_found" : "ambiguous";
  return {
    faults: [
      faulty({
        code,
        path: "",
        params: { label: field.label, entity: by.entity.label, name: text },
        got: text,
      }),
    ],
  };
}

/** A row too long has cells that belong to no column: something is wrong with its delimiters or quotes. */
function widthFault(row: CsvRow, width: number): readonly RowFault[] {
  if (row.cells.slice(width).every((cell) => cell === "")) return [];
  return [
    {
      row: row.number,
      column: null,
      problem: {
        code: "too_many",
        path: "",
        params: { max: width, got: row.cells.length },
        expected: { max: width },
        got: row.cells.length,
      },
    },
  ];
}

/** Reads the cells of rows as values of fields. An empty cell is a value that was not given, so a default may fill it. */
export function readRows(reader: RowReader, rows: readonly CsvRow[], width: number): ReadRows {
  const good: ReadRow[] = [];
  const faults: RowFault[] = [];
  for (const row of rows) {
    const input: Record<string, JsonValue> = {};
    const wrong: RowFault[] = [...widthFault(row, width)];
    for (const column of reader.columns) {
      const text = removeGuard(row.cells[column.index] ?? "");
      if (text.trim() === "") continue;
      const cell = readCell(reader, column, row, text);
      if ("value" in cell) input[column.field.id] = cell.value;
      else wrong.push(...cell.faults);
    }
    if (wrong.length === 0) good.push({ row, input });
    else faults.push(...wrong);
  }
  return { good, faults };
}
