import type { WidgetProps } from "../../facets/react.ts";
import { Output } from "../../react/output.tsx";
import { useFieldServices } from "../../react/services.tsx";
import { FormulaCell, formulaAlign } from "./cell.tsx";

/** The value as it stands now, while the record is being typed. */
export function FormulaWidget(props: WidgetProps) {
  const { locale, timeZone } = useFieldServices();
  return (
    <Output widget={props} end={formulaAlign(props.field) === "end"}>
      <FormulaCell field={props.field} value={props.value} locale={locale} timeZone={timeZone} />
    </Output>
  );
}
