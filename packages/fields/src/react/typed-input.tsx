import type { Value } from "@dougong/expression";
import { type InputHTMLAttributes, useLayoutEffect, useRef, useState } from "react";
import type { WidgetProps } from "../facets/react.ts";
import { TextInput } from "./control.tsx";

interface TypedInputProps {
  readonly widget: WidgetProps;
  /** What the text means; text that cannot be read comes back as itself, so that it stays and is named as a problem. */
  read(text: string): Value;
  /** The value's text while the input has the focus. */
  edit(value: Value | undefined): string;
  /** The value's text otherwise. */
  show(value: Value | undefined): string;
  readonly extra?: string;
  readonly input?: InputHTMLAttributes<HTMLInputElement>;
}

/** An input whose text is kept as typed while it has the focus, and is shown in its tidy form afterwards. */
export function TypedInput({ widget, read, edit, show, extra, input }: TypedInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const current = widget.value ?? null;
  const control = useRef<HTMLInputElement | null>(null);
  useLayoutEffect(() => {
    // The tidy form gives way to the plain one: whoever came by Tab had all of it selected, and still has.
    if (focused && control.current !== null && document.activeElement === control.current)
      control.current.select();
  }, [focused]);
  const text = !focused
    ? show(widget.value)
    : typed !== null && read(typed) === current
      ? typed
      : edit(widget.value);
  return (
    <TextInput
      widget={widget}
      text={text}
      onText={(next) => {
        setTyped(next);
        widget.onChange(next.trim() === "" ? null : read(next));
      }}
      {...(extra === undefined ? {} : { extra })}
      input={{
        ...input,
        onFocus: (event) => {
          control.current = event.currentTarget;
          setTyped(null);
          setFocused(true);
        },
        onBlur: () => {
          setFocused(false);
          widget.onBlur?.();
        },
      }}
    />
  );
}
