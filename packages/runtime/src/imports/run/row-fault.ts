import type { Problem } from "@dougong/model";

/** What is wrong with a row, and in which column. */
export interface RowFault {
  /** Row of the spreadsheet; the heading is row 1. */
  readonly row: number;
  /** Heading of the column; null where the fault is the whole row's. */
  readonly column: string | null;
  readonly problem: Problem;
}
