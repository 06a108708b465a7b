import type { RecordService, WriteContext } from "@dougong/data";
import type { Fragment } from "@dougong/expression";
import { type Problem, ProblemError, pointer, pointerSegments } from "@dougong/model";
import type { ImportColumn } from "../columns/import-column.ts";
import type { ReadRow, ReadRows } from "./read-rows.ts";
import type { RowFault } from "./row-fault.ts";

/** Writes rows of one entity. */
export interface RowWriter {
  readonly records: RecordService;
  readonly context: WriteContext;
  readonly entity: string;
  readonly columns: readonly ImportColumn[];
}

/** The column whose field a problem of a record is about. */
function columnOf(columns: readonly ImportColumn[], field: string | undefined): string | null {
  return columns.find((column) => column.field.id === field)?.heading ?? null;
}

/** `/rows/3/name` of a refused write as a fault of the third row it was given. */
function rowFault(writer: RowWriter, rows: readonly ReadRow[], problem: Problem): RowFault | null {
  const [list, index, ...path] = pointerSegments(problem.path);
  const row = list === "rows" ? rows[Number(index)] : undefined;
  if (row === undefined) return null;
  return {
    row: row.row.number,
    column: columnOf(writer.columns, path[0]),
    problem: { ...problem, path: pointer(...path) },
  };
}

async function faultsOfWrite(
  writer: RowWriter,
  rows: readonly ReadRow[],
  context: WriteContext,
): Promise<readonly RowFault[] | null> {
  try {
    await writer.records.createMany(
      context,
      writer.entity,
      rows.map((row) => row.input),
    );
    return null;
  } catch (fault) {
    if (!(fault instanceof ProblemError) || fault.code !== "validation_failed") throw fault;
    const faults = fault.problems
      .map((problem) => rowFault(writer, rows, problem))
      .filter((found) => found !== null);
    if (faults.length > 0) return faults;
    const [only] = rows;
    return rows.length === 1 && only !== undefined
      ? fault.problems.map((problem) => ({ row: only.row.number, column: null, problem }))
      : [];
  }
}

/**
 * Splits rows into those that can be written together and those that cannot, by trying without effect. A refusal
 * that names no row is narrowed down by halves.
 */
async function sift(writer: RowWriter, rows: readonly ReadRow[]): Promise<ReadRows> {
  if (rows.length === 0) return { good: [], faults: [] };
  const faults = await faultsOfWrite(writer, rows, { ...writer.context, dryRun: true });
  if (faults === null) return { good: rows, faults: [] };
  if (faults.length > 0) {
    const bad = new Set(faults.map((fault) => fault.row));
    const rest = await sift(
      writer,
      rows.filter((row) => !bad.has(row.row.number)),
    );
    return { good: rest.good, faults: [...faults, ...rest.faults] };
  }
  const middle = Math.ceil(rows.length / 2);
  const [first, second] = [await sift(writer, rows.slice(0, middle)), await sift(writer, rows.slice(middle))];
  return { good: [...first.good, ...second.good], faults: [...first.faults, ...second.faults] };
}

/** All that would be wrong with writing these rows together; nothing is written. */
export async function checkRows(writer: RowWriter, rows: readonly ReadRow[]): Promise<readonly RowFault[]> {
  return (await sift(writer, rows)).faults;
}

/**
 * Writes the rows in one transaction, with `alongside` in it. Null where it was done; else what is wrong, and
 * nothing was written.
 */
export async function writeAll(
  writer: RowWriter,
  rows: readonly ReadRow[],
  alongside: readonly Fragment[],
): Promise<readonly RowFault[] | null> {
  return faultsOfWrite(writer, rows, { ...writer.context, alongside });
}

/** Writes the rows that can be written, in one transaction; `alongside` is made from what is known then. */
export async function writeGood(
  writer: RowWriter,
  rows: readonly ReadRow[],
  alongside: (good: readonly ReadRow[], faults: readonly RowFault[]) => readonly Fragment[],
): Promise<ReadRows> {
  let good = rows;
  let faults: readonly RowFault[] = [];
  while (good.length > 0 && (await writeAll(writer, good, alongside(good, faults))) !== null) {
    const sifted = await sift(writer, good);
    good = sifted.good;
    faults = [...faults, ...sifted.faults];
  }
  return { good, faults };
}
