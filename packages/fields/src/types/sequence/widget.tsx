import type { WidgetProps } from "../../facets/react.ts";
import { Output } from "../../react/output.tsx";
import { useFieldServices } from "../../react/services.tsx";
import { isEmpty, textOf } from "../../react/value.ts";

/** The platform gives the number when the record is saved. */
export function SequenceWidget(props: WidgetProps) {
  const { texts } = useFieldServices();
  return (
    <Output widget={props}>
      {isEmpty(props.value) ? (
        <span className="dg-3">{texts.assignedLater}</span>
      ) : (
        <span className="dg-num">{textOf(props.value)}</span>
      )}
    </Output>
  );
}
