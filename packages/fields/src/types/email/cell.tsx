import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { isEmpty, textOf } from "../../react/value.ts";

export function EmailCell({ value }: CellProps) {
  return isEmpty(value) ? <EmptyCell /> : <a href={`mailto:${textOf(value)}`}>{textOf(value)}</a>;
}
