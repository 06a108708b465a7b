import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { isEmpty, textOf } from "../../react/value.ts";

export function PhoneCell({ value }: CellProps) {
  if (isEmpty(value)) return <EmptyCell />;
  return (
    <a className="dg-num" href={`tel:${textOf(value).replace(/[^\d+]/g, "")}`}>
      {textOf(value)}
    </a>
  );
}
