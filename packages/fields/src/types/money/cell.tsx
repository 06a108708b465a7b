import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { numberText } from "../../react/number-cell.tsx";
import { atScale, readNumberText } from "../../react/number-text.ts";
import { isEmpty, scaleOf, textOf } from "../../react/value.ts";

/** An amount is always shown at its scale. */
export function MoneyCell({ field, value }: CellProps) {
  if (isEmpty(value)) return <EmptyCell />;
  const text = textOf(value);
  return (
    <span className="dg-num">
      {numberText(readNumberText(text) === null ? text : atScale(text, scaleOf(field)), field, null)}
    </span>
  );
}
