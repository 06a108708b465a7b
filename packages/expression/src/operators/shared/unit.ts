import { nearest } from "@dougong/model";
import type { Report } from "../../check/report.ts";
import type { Checked } from "../../types/checked.ts";
import { typeName } from "../../types/type-name.ts";

/** Steps of a fixed length in ms, on the line of instants. */
export const clockUnits = { second: 1000, minute: 60_000, hour: 3_600_000 } as const;
/** Steps of the calendar, as days or months. */
export const calendarUnits = {
  day: [1, "day"],
  week: [7, "day"],
  month: [1, "month"],
  quarter: [3, "month"],
  year: [12, "month"],
} as const;

export type ClockUnit = keyof typeof clockUnits;
export type CalendarUnit = keyof typeof calendarUnits;

export function isClockUnit(unit: string): unit is ClockUnit {
  return Object.hasOwn(clockUnits, unit);
}

function isCalendarUnit(unit: string): unit is CalendarUnit {
  return Object.hasOwn(calendarUnits, unit);
}

/** The unit argument must be a constant, and one that fits: a date has no hours. */
export function checkUnit(
  node: Checked | undefined,
  argument: number,
  of: Checked | undefined,
  report: Report,
): boolean {
  const allowed = [
    ...(of?.type.kind === "date" ? [] : Object.keys(clockUnits)),
    ...Object.keys(calendarUnits),
  ];
  if (node?.node !== "constant" || typeof node.value !== "string") {
    report.mismatch(argument, allowed, node === undefined ? null : typeName(node.type));
    return false;
  }
  if (allowed.includes(node.value)) return true;
  const near = nearest(node.value, allowed);
  report.problem(argument, {
    code: "type_mismatch",
    params: {
      expected: allowed.join(", "),
      got: JSON.stringify(node.value),
      ...(near === undefined ? {} : { nearest: near }),
    },
    expected: allowed,
    got: node.value,
  });
  return false;
}

/** The checked unit of a call. */
export function unitOf(node: Checked | undefined): ClockUnit | CalendarUnit {
  const value = node?.node === "constant" ? node.value : null;
  if (typeof value === "string" && (isClockUnit(value) || isCalendarUnit(value))) return value;
  throw new RangeError("A unit that was not checked");
}
