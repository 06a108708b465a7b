import type { Value } from "@dougong/expression";
import type { WidgetProps } from "../../facets/react.ts";
import { readDecimal } from "../../react/number-widget.tsx";
import { TypedInput } from "../../react/typed-input.tsx";
import { scaleOf, textOf } from "../../react/value.ts";
import { percentText, withoutSign } from "./percent-text.ts";

/** Typed with or without the sign: `13` and `13%` are both 13 %. */
export function PercentWidget(props: WidgetProps) {
  const scale = scaleOf(props.field);
  return (
    <TypedInput
      widget={props}
      read={(text): Value => readDecimal(withoutSign(text), scale)}
      edit={textOf}
      show={(value) => percentText(textOf(value), scale)}
      extra="dg-input-number"
      input={{ inputMode: "decimal" }}
    />
  );
}
