import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { isEmpty, textOf } from "../../react/value.ts";

/** Keeps the line breaks where there is room for them; a table cuts them off. */
export function LongTextCell({ value }: CellProps) {
  return isEmpty(value) ? <EmptyCell /> : <span className="dg-lines-text">{textOf(value)}</span>;
}
