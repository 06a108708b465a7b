import type { InputHTMLAttributes } from "react";
import type { WidgetProps } from "../facets/react.ts";

/** What every control of a widget carries: its name, its state and the sentence that explains its problem. */
export function controlProps(props: WidgetProps) {
  return {
    id: props.id,
    "aria-invalid": props.problems.length > 0 || undefined,
    "aria-required": props.required || undefined,
    "aria-describedby": props.problems.length > 0 ? problemId(props.id) : undefined,
    ...(props.compact === true ? { "aria-label": props.label } : {}),
    ...(props.onBlur === undefined ? {} : { onBlur: props.onBlur }),
    ...(props.autoFocus === true ? { autoFocus: true } : {}),
  };
}

/** Id of the element that holds the sentences about a control. */
export function problemId(id: string): string {
  return `${id}-problem`;
}

export function controlClass(props: WidgetProps, extra = ""): string {
  return `dg-input${props.compact === true ? " dg-input-compact" : ""}${extra === "" ? "" : ` ${extra}`}`;
}

interface TextInputProps {
  readonly widget: WidgetProps;
  readonly text: string;
  onText(text: string): void;
  readonly extra?: string;
  readonly input?: InputHTMLAttributes<HTMLInputElement>;
}

/** One line of text. */
export function TextInput({ widget, text, onText, extra, input }: TextInputProps) {
  return (
    <input
      type="text"
      autoComplete="off"
      {...controlProps(widget)}
      {...input}
      className={controlClass(widget, extra)}
      value={text}
      readOnly={widget.readOnly}
      onChange={(event) => onText(event.target.value)}
    />
  );
}
