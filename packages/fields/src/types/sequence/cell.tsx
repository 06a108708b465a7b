import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { isEmpty, textOf } from "../../react/value.ts";

export function SequenceCell({ value }: CellProps) {
  return isEmpty(value) ? <EmptyCell /> : <span className="dg-num">{textOf(value)}</span>;
}
