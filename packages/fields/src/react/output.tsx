import type { ReactNode } from "react";
import type { WidgetProps } from "../facets/react.ts";

/** A value that the platform works out: a named output, not a field that looks locked. */
export function Output({
  widget,
  end,
  children,
}: {
  readonly widget: WidgetProps;
  readonly end?: boolean;
  readonly children: ReactNode;
}) {
  const compact = widget.compact === true;
  return (
    <output
      id={widget.id}
      className={`dg-output${compact ? " dg-output-compact" : ""}${end === true ? " dg-end" : ""}`}
      {...(compact ? { "aria-label": widget.label } : {})}
    >
      {children}
    </output>
  );
}
