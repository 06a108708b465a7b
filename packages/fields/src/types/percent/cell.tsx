import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { formatOf, isEmpty, scaleOf, textOf } from "../../react/value.ts";
import { percentText } from "./percent-text.ts";

export function PercentCell({ field, value }: CellProps) {
  if (isEmpty(value)) return <EmptyCell />;
  const digits = formatOf(field)?.digits;
  return (
    <span className="dg-num">
      {percentText(textOf(value), scaleOf(field), typeof digits === "number" ? digits : null)}
    </span>
  );
}
