import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { numberText } from "../../react/number-cell.tsx";
import { formatOf, isEmpty, textOf } from "../../react/value.ts";
import { printDuration } from "./duration-text.ts";

/** Hours, minutes and seconds, unless the field's format wants a number or a unit. */
export function DurationCell({ field, value }: CellProps) {
  if (isEmpty(value)) return <EmptyCell />;
  const style = formatOf(field)?.style ?? "duration";
  const text =
    style === "duration" && typeof value === "number"
      ? printDuration(value)
      : numberText(textOf(value), field, null);
  return <span className="dg-num">{text}</span>;
}
