import type { FieldDocument } from "@dougong/model";
import type { CellProps } from "../facets/react.ts";
import { EmptyCell } from "./empty-cell.tsx";
import { groupThousands, readNumberText, roundText, shiftPoint, tidyScale } from "./number-text.ts";
import { formatOf, isEmpty, scaleOf, textOf } from "./value.ts";

/** A number in the field's display format; text that is no number stays as it is. */
export function numberText(text: string, field: FieldDocument, scale: number | null): string {
  if (readNumberText(text) === null) return text;
  const format = formatOf(field);
  const digits = typeof format?.digits === "number" ? format.digits : null;
  if (format?.style === "percent") {
    const share = shiftPoint(text, 2);
    return `${groupThousands(digits === null ? share : roundText(share, digits))}%`;
  }
  const shown = digits !== null ? roundText(text, digits) : scale !== null ? tidyScale(text, scale) : text;
  const unit = typeof format?.unit === "string" ? ` ${format.unit}` : "";
  return `${groupThousands(shown)}${unit}`;
}

/** Decimal and money. */
export function DecimalCell({ field, value }: CellProps) {
  if (isEmpty(value)) return <EmptyCell />;
  return <span className="dg-num">{numberText(textOf(value), field, scaleOf(field))}</span>;
}

/** Integers, and decimals of no fixed scale. */
export function PlainNumberCell({ field, value }: CellProps) {
  if (isEmpty(value)) return <EmptyCell />;
  return <span className="dg-num">{numberText(textOf(value), field, null)}</span>;
}
