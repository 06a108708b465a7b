import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { addDays, addMonths, monthDays } from "./date-text.ts";
import { ChevronLeft, ChevronRight } from "./icons.tsx";

interface CalendarProps {
  readonly label: string;
  readonly locale: string;
  /** `YYYY-MM-DD` that is chosen, or null. */
  readonly chosen: string | null;
  readonly today: string;
  onChoose(date: string): void;
  onClose(): void;
}

/** A month to choose a day from: arrows move by day and week, Page Up and Down by month, Enter takes. */
export function Calendar({ label, locale, chosen, today, onChoose, onClose }: CalendarProps) {
  const [at, setAt] = useState(chosen ?? today);
  const grid = useRef<HTMLTableElement>(null);
  useEffect(() => {
    grid.current?.querySelector<HTMLButtonElement>(`[data-day="${at}"]`)?.focus();
  }, [at]);
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = move(event.key, at);
    if (moved !== null) setAt(moved);
    else if (event.key === "Escape") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div role="dialog" aria-label={label} className="dg-calendar" onKeyDown={onKeyDown}>
      <div className="dg-calendar-head">
        <button
          type="button"
          aria-label={monthName(addMonths(at, -1), locale)}
          onClick={() => setAt(addMonths(at, -1))}
        >
          <ChevronLeft />
        </button>
        <span aria-live="polite">{monthName(at, locale)}</span>
        <button
          type="button"
          aria-label={monthName(addMonths(at, 1), locale)}
          onClick={() => setAt(addMonths(at, 1))}
        >
          <ChevronRight />
        </button>
      </div>
      <table ref={grid}>
        <thead>
          <tr>
            {monthDays(at)
              .slice(0, 7)
              .map((day) => (
                <th key={day} scope="col" abbr={weekday(day, locale, "long")}>
                  {weekday(day, locale, "narrow")}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {weeks(at).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <button
                    type="button"
                    data-day={day}
                    tabIndex={day === at ? 0 : -1}
                    aria-label={day}
                    aria-current={day === today ? "date" : undefined}
                    aria-pressed={day === chosen}
                    className={day.slice(0, 7) === at.slice(0, 7) ? "" : "dg-calendar-other"}
                    onClick={() => onChoose(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function weeks(date: string): readonly (readonly string[])[] {
  const days = monthDays(date);
  return Array.from({ length: 6 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

function move(key: string, date: string): string | null {
  if (key === "ArrowLeft") return addDays(date, -1);
  if (key === "ArrowRight") return addDays(date, 1);
  if (key === "ArrowUp") return addDays(date, -7);
  if (key === "ArrowDown") return addDays(date, 7);
  if (key === "PageUp") return addMonths(date, -1);
  if (key === "PageDown") return addMonths(date, 1);
  return null;
}

function monthName(date: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { year: "numeric", month: "long", timeZone: "UTC" }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

function weekday(date: string, locale: string, style: "long" | "narrow"): string {
  return new Intl.DateTimeFormat(locale, { weekday: style, timeZone: "UTC" }).format(
    new Date(`${date}T00:00:00Z`),
  );
}
