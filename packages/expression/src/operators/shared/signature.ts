import type { Report } from "../../check/report.ts";
import type { Checked } from "../../types/checked.ts";
import type { Type } from "../../types/type.ts";
import { isNumeric, isScalar, isTextual, typeName } from "../../types/type-name.ts";
import type { Typed } from "../operator.ts";

/** What an argument may be; a null constant fits everywhere. */
export type Slot =
  | "text"
  | "number"
  | "integer"
  | "boolean"
  | "date"
  | "time"
  | "datetime"
  | "calendar"
  | "clock"
  | "moment"
  | "scalar";

const fits: Readonly<Record<Slot, (type: Type) => boolean>> = {
  text: isTextual,
  number: isNumeric,
  integer: (type) => type.kind === "integer",
  boolean: (type) => type.kind === "boolean",
  date: (type) => type.kind === "date",
  time: (type) => type.kind === "time",
  datetime: (type) => type.kind === "datetime",
  calendar: (type) => type.kind === "date" || type.kind === "datetime",
  clock: (type) => type.kind === "time" || type.kind === "datetime",
  moment: (type) => isTextual(type) || type.kind === "date" || type.kind === "datetime",
  scalar: isScalar,
};

const names: Readonly<Record<Slot, string | readonly string[]>> = {
  text: "text",
  number: ["integer", "decimal"],
  integer: "integer",
  boolean: "boolean",
  date: "date",
  time: "time",
  datetime: "datetime",
  calendar: ["date", "datetime"],
  clock: ["time", "datetime"],
  moment: ["date", "datetime", "text"],
  scalar: ["text", "integer", "decimal", "boolean", "date", "time", "datetime", "choice", "reference"],
};

/** Reports every argument that does not fit its slot; the last slot counts for all further arguments. */
export function fitSlots(args: readonly Checked[], slots: readonly Slot[], report: Report): boolean {
  let good = true;
  args.forEach((arg, index) => {
    const slot = slots[Math.min(index, slots.length - 1)];
    if (slot === undefined || arg.type.kind === "null" || fits[slot](arg.type)) return;
    report.mismatch(index, names[slot], typeName(arg.type));
    good = false;
  });
  return good;
}

/** The check of a function whose result type does not depend on its arguments. */
export function signature(
  slots: readonly Slot[],
  type: Type,
): (args: readonly Checked[], report: Report) => Typed | null {
  return (args, report) => (fitSlots(args, slots, report) ? { type, args } : null);
}
