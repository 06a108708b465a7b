import type { WidgetProps } from "../../facets/react.ts";
import { controlClass, controlProps } from "../../react/control.tsx";
import { textOf } from "../../react/value.ts";

/** Several lines; grows by its handle, in a line grid it is one row high. */
export function LongTextWidget(props: WidgetProps) {
  return (
    <textarea
      {...controlProps(props)}
      className={controlClass(props)}
      rows={props.compact === true ? 1 : 3}
      value={textOf(props.value)}
      readOnly={props.readOnly}
      onChange={(event) => props.onChange(event.target.value === "" ? null : event.target.value)}
    />
  );
}
