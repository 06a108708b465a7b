import type { Value } from "@dougong/expression";
import { lazy, Suspense, useRef, useState } from "react";
import type { WidgetProps } from "../facets/react.ts";
import { CalendarIcon } from "./icons.tsx";
import { Popup } from "./popup.tsx";
import { useFieldServices } from "./services.tsx";
import { TypedInput } from "./typed-input.tsx";

const Calendar = lazy(() =>
  import("./calendar.tsx").then(({ Calendar: component }) => ({ default: component })),
);

interface DateControlProps {
  readonly widget: WidgetProps;
  read(text: string): Value;
  show(value: Value | undefined): string;
  /** The day of the value, for the calendar. */
  readonly day: string | null;
  onDay(day: string): void;
  readonly placeholder: string;
}

/** A date is typed, or chosen from a calendar that is loaded when it is first opened. `Ctrl ;` writes today. */
export function DateControl({ widget, read, show, day, onDay, placeholder }: DateControlProps) {
  const { texts, locale, today } = useFieldServices();
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLSpanElement>(null);
  const close = () => {
    setOpen(false);
    anchor.current?.querySelector("input")?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and drops of the control inside pass through here; that control has role and name
    <span
      className="dg-date"
      ref={anchor}
      onKeyDown={(event) => {
        if (event.key !== ";" || !(event.ctrlKey || event.metaKey) || widget.readOnly) return;
        event.preventDefault();
        onDay(today());
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <TypedInput
        widget={widget}
        read={read}
        edit={show}
        show={show}
        extra="dg-num dg-input-date"
        input={{ inputMode: "numeric", placeholder: widget.compact === true ? undefined : placeholder }}
      />
      {widget.readOnly ? null : (
        <button
          type="button"
          className="dg-date-open"
          tabIndex={widget.compact === true ? -1 : 0}
          aria-label={texts.openCalendar}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <CalendarIcon size={14} />
        </button>
      )}
      {open ? (
        <Popup anchor={anchor}>
          <Suspense fallback={null}>
            <Calendar
              label={texts.openCalendar}
              locale={locale}
              chosen={day}
              today={today()}
              onChoose={(chosen) => {
                onDay(chosen);
                close();
              }}
              onClose={close}
            />
          </Suspense>
        </Popup>
      ) : null}
    </span>
  );
}
