import type { Value } from "@dougong/expression";
import type { WidgetProps } from "../../facets/react.ts";
import { DateControl } from "../../react/date-control.tsx";
import { useFieldServices } from "../../react/services.tsx";
import { textOf } from "../../react/value.ts";
import { readZonedText, zonedText } from "../../react/zoned-time.ts";

/** An instant, typed and shown by the wall clock of the workspace. */
export function DatetimeWidget(props: WidgetProps) {
  const { today, timeZone } = useFieldServices();
  const read = (text: string) => readZonedText(text, timeZone, today()) ?? text;
  const show = (value: Value | undefined) => {
    const text = textOf(value);
    return /^\d{4}-.*Z$/.test(text) ? zonedText(text, timeZone) : text;
  };
  const shown = show(props.value);
  const time = / (\d{2}:\d{2})$/.exec(shown)?.[1] ?? "09:00";
  return (
    <DateControl
      widget={props}
      read={read}
      show={show}
      day={/^\d{4}-\d{2}-\d{2}/.exec(shown)?.[0] ?? null}
      onDay={(day) => props.onChange(read(`${day} ${time}`))}
      placeholder="2026-01-31 09:30"
    />
  );
}
