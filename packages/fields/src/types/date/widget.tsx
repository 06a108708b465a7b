import type { WidgetProps } from "../../facets/react.ts";
import { DateControl } from "../../react/date-control.tsx";
import { readDateText } from "../../react/date-text.ts";
import { useFieldServices } from "../../react/services.tsx";
import { textOf } from "../../react/value.ts";

export function DateWidget(props: WidgetProps) {
  const { today } = useFieldServices();
  const read = (text: string) => readDateText(text, today()) ?? text;
  return (
    <DateControl
      widget={props}
      read={read}
      show={textOf}
      day={readDateText(textOf(props.value), today())}
      onDay={props.onChange}
      placeholder="2026-01-31"
    />
  );
}
