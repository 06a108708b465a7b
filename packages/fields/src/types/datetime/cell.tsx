import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { isEmpty, textOf } from "../../react/value.ts";
import { zonedText } from "../../react/zoned-time.ts";

export function DatetimeCell({ value, timeZone }: CellProps) {
  if (isEmpty(value)) return <EmptyCell />;
  return (
    <time className="dg-num" dateTime={textOf(value)}>
      {zonedText(textOf(value), timeZone)}
    </time>
  );
}
