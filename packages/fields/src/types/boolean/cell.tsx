import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { useFieldServices } from "../../react/services.tsx";

export function BooleanCell({ value }: CellProps) {
  const { texts } = useFieldServices();
  if (value === true) return <>{texts.yes}</>;
  return value === false ? <span className="dg-3">{texts.no}</span> : <EmptyCell />;
}
