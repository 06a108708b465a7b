import type { WidgetProps } from "../../facets/react.ts";
import { FilePicker } from "../../react/file-picker.tsx";
import { listOf } from "../../react/value.ts";

/** Several files. */
export function FilesWidget(props: WidgetProps) {
  const most = props.field["max"];
  return (
    <FilePicker
      widget={props}
      files={listOf(props.value)}
      most={typeof most === "number" ? most : 100}
      onFiles={(ids) => props.onChange(ids.length === 0 ? null : ids)}
    />
  );
}
