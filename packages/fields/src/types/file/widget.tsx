import type { WidgetProps } from "../../facets/react.ts";
import { FilePicker } from "../../react/file-picker.tsx";
import { idOf } from "../../react/value.ts";

/** One file: chosen, dropped, shown by its name, taken away. */
export function FileWidget(props: WidgetProps) {
  const id = idOf(props.value);
  return (
    <FilePicker
      widget={props}
      files={id === null ? [] : [id]}
      most={1}
      onFiles={(ids) => props.onChange(ids.at(-1) ?? null)}
    />
  );
}
