import type { CellProps } from "../../facets/react.ts";
import { ReferenceCell } from "../../react/reference-cell.tsx";

export function UserCell(props: CellProps) {
  return <ReferenceCell {...props} field={{ ...props.field, to: "system.user" }} />;
}
