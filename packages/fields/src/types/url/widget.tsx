import type { WidgetProps } from "../../facets/react.ts";
import { TextInput } from "../../react/control.tsx";
import { textOf } from "../../react/value.ts";

export function UrlWidget(props: WidgetProps) {
  return (
    <TextInput
      widget={props}
      text={textOf(props.value)}
      onText={(text) => props.onChange(text === "" ? null : text)}
      input={{
        inputMode: "url",
        spellCheck: false,
        autoCapitalize: "off",
        placeholder: props.compact === true ? undefined : "https://",
      }}
    />
  );
}
