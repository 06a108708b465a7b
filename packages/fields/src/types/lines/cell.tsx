import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { useFieldServices } from "../../react/services.tsx";

/** How many rows there are. */
export function LinesCell({ value }: CellProps) {
  const { texts } = useFieldServices();
  return Array.isArray(value) ? <>{texts.rows(value.length)}</> : <EmptyCell />;
}
