/** What makes a spreadsheet take a cell for a formula. */
const dangerous = /^[=+\-@\t\r]/;
const guarded = /^'[=+\-@\t\r]/;
/** Numbers, dates and telephone numbers begin with a sign, too, and are harmless. */
const harmless = /^[+-]?[\d\s.,()-]+$/;

/** Writes a cell so that a spreadsheet shows it and does not run it (contract 2.8). */
export function addGuard(cell: string): string {
  return dangerous.test(cell) && !harmless.test(cell) ? `'${cell}` : cell;
}

/** Takes the guard off again. */
export function removeGuard(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell;
}
