import type { Field } from "@dougong/fields";
import type { JsonValue } from "@dougong/model";
import { useQuery } from "@tanstack/react-query";
import { useApi } from "../api/api-context.tsx";
import { ValueCell } from "../data-grid/value-cell.tsx";
import { useDesign } from "../design/design-context.tsx";
import { resolvedDocument, toValue } from "../design/path-field.ts";
import { recordLabel } from "../design/record-label.ts";

interface ChangedValueProps {
  readonly field: Field;
  readonly value: JsonValue;
}

/** A value of the past. The history keeps a reference by its id: its name is looked up as it is now. */
export function ChangedValue({ field, value }: ChangedValueProps) {
  if (field.type.kind === "reference" && field.to !== null && typeof value === "string")
    return <ReferenceName to={field.to} id={value} />;
  return <ValueCell field={resolvedDocument(field)} value={toValue(value)} />;
}

function ReferenceName({ to, id }: { readonly to: string; readonly id: string }) {
  const { catalogue, timeZone, user } = useDesign();
  const { queries } = useApi();
  const entity = catalogue.entities.get(to);
  const { data } = useQuery({ ...queries.record(to, id), enabled: entity !== undefined && id !== user.id });
  if (id === user.id) return <>{user.name}</>;
  return <>{entity === undefined || data === undefined ? "…" : recordLabel(entity, data.record, timeZone)}</>;
}
