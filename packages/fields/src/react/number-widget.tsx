import type { Value } from "@dougong/expression";
import type { WidgetProps } from "../facets/react.ts";
import { atScale, groupThousands, readNumberText, shiftPoint, tidyScale } from "./number-text.ts";
import { TypedInput } from "./typed-input.tsx";
import { formatOf, scaleOf, textOf } from "./value.ts";

/** Reads typed text into a decimal's contract form at its scale; `10%` is 0.1, a format never changes what a number means. */
export function readDecimal(text: string, scale: number): Value {
  const share = /^(.*)[%％]\s*$/.exec(text);
  const read = readNumberText(share?.[1] ?? text);
  if (read === null) return text;
  return atScale(share === null ? read : shiftPoint(read, -2), scale);
}

/** Reads typed text into an integer's contract form. */
export function readInteger(text: string): Value {
  const read = readNumberText(text);
  if (read === null || /\.\d*[1-9]/.test(read)) return text;
  const value = Number(read.split(".")[0]);
  return Number.isSafeInteger(value) ? value : text;
}

/** Decimal and money: typed as text, exact, grouped when left. */
export function DecimalWidget(props: WidgetProps) {
  const scale = scaleOf(props.field);
  const percent = formatOf(props.field)?.style === "percent";
  const edit = (value: Value | undefined) => {
    const text = textOf(value);
    return readNumberText(text) === null ? text : tidyScale(text, scale);
  };
  const show = (value: Value | undefined) => {
    const text = textOf(value);
    if (readNumberText(text) === null) return text;
    return percent ? `${groupThousands(shiftPoint(text, 2))}%` : groupThousands(tidyScale(text, scale));
  };
  return (
    <TypedInput
      widget={props}
      read={(text) => readDecimal(text, scale)}
      edit={edit}
      show={show}
      extra="dg-input-number"
      input={{ inputMode: "decimal" }}
    />
  );
}

export function IntegerWidget(props: WidgetProps) {
  return (
    <TypedInput
      widget={props}
      read={readInteger}
      edit={textOf}
      show={(value) => (typeof value === "number" ? groupThousands(String(value)) : textOf(value))}
      extra="dg-input-number"
      input={{ inputMode: "numeric" }}
    />
  );
}
