import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { isEmpty, textOf } from "../../react/value.ts";

export function DateCell({ value }: CellProps) {
  return isEmpty(value) ? <EmptyCell /> : <time className="dg-num">{textOf(value)}</time>;
}
