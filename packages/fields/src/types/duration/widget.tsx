import type { Value } from "@dougong/expression";
import type { WidgetProps } from "../../facets/react.ts";
import { TypedInput } from "../../react/typed-input.tsx";
import { textOf } from "../../react/value.ts";
import { printDuration, readDurationText } from "./duration-text.ts";

/** A length of time: `1:30` (hours first), `1h 30m`, `2天`; a bare number is seconds. */
export function DurationWidget(props: WidgetProps) {
  const show = (value: Value | undefined) =>
    typeof value === "number" ? printDuration(value) : textOf(value);
  return (
    <TypedInput
      widget={props}
      read={(text) => readDurationText(text) ?? text}
      edit={show}
      show={show}
      extra="dg-input-number"
      input={{ placeholder: props.compact === true ? undefined : "1:30:00" }}
    />
  );
}
