import type { CellProps } from "../facets/react.ts";
import { EmptyCell } from "./empty-cell.tsx";
import { isEmpty, textOf } from "./value.ts";

/** Text as it is. */
export function TextCell({ value }: CellProps) {
  return isEmpty(value) ? <EmptyCell /> : <>{textOf(value)}</>;
}
