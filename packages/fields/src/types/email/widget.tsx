import type { WidgetProps } from "../../facets/react.ts";
import { TextInput } from "../../react/control.tsx";
import { textOf } from "../../react/value.ts";

export function EmailWidget(props: WidgetProps) {
  return (
    <TextInput
      widget={props}
      text={textOf(props.value)}
      onText={(text) => props.onChange(text === "" ? null : text)}
      input={{ inputMode: "email", spellCheck: false, autoCapitalize: "off" }}
    />
  );
}
