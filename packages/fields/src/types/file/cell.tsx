import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { useFieldServices } from "../../react/services.tsx";
import { idOf, isEmpty } from "../../react/value.ts";

/** The file's name, which leads to its content. */
export function FileCell({ value }: CellProps) {
  const { FileLink } = useFieldServices();
  const id = idOf(value);
  return isEmpty(value) || id === null ? <EmptyCell /> : <FileLink id={id} />;
}
