import type { CellProps } from "../../facets/react.ts";
import { EmptyCell } from "../../react/empty-cell.tsx";
import { useFieldServices } from "../../react/services.tsx";
import { listOf } from "../../react/value.ts";

export function FilesCell({ value }: CellProps) {
  const { FileLink } = useFieldServices();
  const ids = listOf(value);
  if (ids.length === 0) return <EmptyCell />;
  return (
    <span className="dg-chips">
      {ids.map((id) => (
        <FileLink key={id} id={id} />
      ))}
    </span>
  );
}
