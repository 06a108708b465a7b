import type { WidgetProps } from "../../facets/react.ts";
import { TextInput } from "../../react/control.tsx";
import { textOf } from "../../react/value.ts";

export function PhoneWidget(props: WidgetProps) {
  return (
    <TextInput
      widget={props}
      text={textOf(props.value)}
      onText={(text) => props.onChange(text === "" ? null : text)}
      extra="dg-num"
      input={{ inputMode: "tel" }}
    />
  );
}
