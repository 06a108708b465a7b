import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { isEmpty, textOf } from "../../react/value.ts";
import { isWebAddress } from "./model.ts";

/** A link, told without its scheme. What is no address of the web is never followed. */
export function UrlCell({ value }: CellProps) {
  if (isEmpty(value)) return <EmptyCell />;
  const address = textOf(value);
  if (!isWebAddress(address)) return <>{address}</>;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {address.replace(/^https?:\/\//i, "").replace(/\/$/, "")}
    </a>
  );
}
