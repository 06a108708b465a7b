import type { WidgetProps } from "../facets/react.ts";
import { Combobox } from "./combobox.tsx";
import { useFieldServices } from "./services.tsx";
import { idOf, labelOf, targetOf, textOf } from "./value.ts";

/** A record of another table: type its name, or any text that its search finds. */
export function ReferenceWidget(props: WidgetProps) {
  const { searchRecords, useRecordLabel } = useFieldServices();
  const entity = targetOf(props.field);
  const id = idOf(props.value);
  const loaded = useRecordLabel(entity, labelOf(props.value) === null ? id : null);
  return (
    <Combobox
      widget={props}
      chosen={id}
      chosenLabel={labelOf(props.value) ?? loaded ?? (id === null ? textOf(props.value) : "")}
      search={(text, signal) => (entity === null ? Promise.resolve([]) : searchRecords(entity, text, signal))}
      onChoose={(option) => props.onChange(option?.id ?? null)}
    />
  );
}
