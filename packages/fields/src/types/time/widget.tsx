import type { WidgetProps } from "../../facets/react.ts";
import { TypedInput } from "../../react/typed-input.tsx";
import { textOf } from "../../react/value.ts";
import { readClockText } from "./clock.ts";
import { shortTime } from "./short-time.ts";

/** A time of day, typed in any usual way: `9:30`, `0930`, `9点半`, `9:30 pm`. */
export function TimeWidget(props: WidgetProps) {
  const show = (value: WidgetProps["value"]) => shortTime(textOf(value));
  return (
    <TypedInput
      widget={props}
      read={(text) => readClockText(text) ?? text}
      edit={show}
      show={show}
      extra="dg-num"
      input={{ placeholder: props.compact === true ? undefined : "09:30" }}
    />
  );
}
