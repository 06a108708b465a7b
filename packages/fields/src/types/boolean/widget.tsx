import type { WidgetProps } from "../../facets/react.ts";
import { controlProps } from "../../react/control.tsx";
import { useFieldServices } from "../../react/services.tsx";

/** A box to tick; the word beside it says what the tick means. */
export function BooleanWidget(props: WidgetProps) {
  const { texts } = useFieldServices();
  const box = (
    <input
      type="checkbox"
      {...controlProps(props)}
      className="dg-check"
      checked={props.value === true}
      disabled={props.readOnly}
      onChange={(event) => props.onChange(event.target.checked)}
    />
  );
  if (props.compact === true) return <span className="dg-check-cell">{box}</span>;
  return (
    <span className="dg-check-row">
      {box}
      <span aria-hidden="true">{props.value === true ? texts.yes : texts.no}</span>
    </span>
  );
}
