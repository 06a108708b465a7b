import type { WidgetProps } from "../../facets/react.ts";
import { ReferenceWidget } from "../../react/reference-widget.tsx";

/** A person of the workspace. */
export function UserWidget(props: WidgetProps) {
  return <ReferenceWidget {...props} field={{ ...props.field, to: "system.user" }} />;
}
