import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { isEmpty, textOf } from "../../react/value.ts";
import { shortTime } from "./short-time.ts";

export function TimeCell({ value }: CellProps) {
  if (isEmpty(value)) return <EmptyCell />;
  return (
    <time className="dg-num" dateTime={textOf(value)}>
      {shortTime(textOf(value))}
    </time>
  );
}
