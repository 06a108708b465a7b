import type { WidgetProps } from "../facets/react.ts";
import { Combobox } from "./combobox.tsx";
import { useFieldServices } from "./services.tsx";
import { idOf, isRecordIdText, labelOf, targetOf } from "./value.ts";

/** A record of another table: type its name, or any text that its search finds. */
export function ReferenceWidget(props: WidgetProps) {
  const { searchRecords, useRecordLabel } = useFieldServices();
  const entity = targetOf(props.field);
  const given = idOf(props.value);
  const unknown = given === null || isRecordIdText(given) ? null : given;
  const id = unknown === null ? given : null;
  const loaded = useRecordLabel(entity, labelOf(props.value) === null ? id : null);
  return (
    <Combobox
      widget={props}
      chosen={id}
      chosenLabel={labelOf(props.value) ?? loaded ?? unknown ?? ""}
      unknown={unknown}
      search={(text, signal) => (entity === null ? Promise.resolve([]) : searchRecords(entity, text, signal))}
      onChoose={(option) => props.onChange(option?.id ?? null)}
    />
  );
}
