import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";

const longest = 80;

/** The beginning of the JSON on one line. */
export function JsonCell({ value }: CellProps) {
  if (value === null || value === undefined) return <EmptyCell />;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return <code className="dg-mono">{text.length > longest ? `${text.slice(0, longest)}…` : text}</code>;
}
