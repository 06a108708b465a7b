import type { CellProps } from "../facets/react.ts";
import { EmptyCell } from "./empty-cell.tsx";
import { useFieldServices } from "./services.tsx";
import { idOf, labelOf, targetOf } from "./value.ts";

/** The other record's label. */
export function ReferenceCell({ field, value }: CellProps) {
  const { RecordLabel } = useFieldServices();
  const label = labelOf(value);
  if (label !== null) return <>{label}</>;
  const id = idOf(value);
  const entity = targetOf(field);
  if (id === null) return <EmptyCell />;
  return entity === null ? <>{id}</> : <RecordLabel entity={entity} id={id} />;
}
