import type { WidgetProps } from "../../facets/react.ts";
import { MultiCombobox } from "../../react/multi-combobox.tsx";
import { useFieldServices } from "../../react/services.tsx";
import { idOf, isRecordIdText, labelOf, membersOf, targetOf } from "../../react/value.ts";

/** Several records of another table: type a name, or any text that its search finds. */
export function ReferencesWidget(props: WidgetProps) {
  const { searchRecords, RecordLabel } = useFieldServices();
  const entity = targetOf(props.field);
  const members = membersOf(props.value);
  const labels = new Map(members.map((member) => [idOf(member) ?? "", labelOf(member)]));
  return (
    <MultiCombobox
      widget={props}
      chosen={[...labels.keys()].filter((id) => id !== "")}
      chip={(id) => {
        const label = labels.get(id) ?? null;
        if (label !== null) return label;
        return entity !== null && isRecordIdText(id) ? <RecordLabel entity={entity} id={id} /> : id;
      }}
      search={(text, signal) => (entity === null ? Promise.resolve([]) : searchRecords(entity, text, signal))}
    />
  );
}
