import { civilFromDays, dayLength } from "../time/calendar.ts";
import type { Operator } from "./operator.ts";
import { part } from "./shared/local.ts";

export const quarter: Operator = {
  name: "quarter",
  text: "QUARTER",
  form: "function",
  arity: [1, 1],
  scalar: part("calendar", "quarter", (local) =>
    Math.ceil(civilFromDays(Math.floor(local / dayLength)).month / 3),
  ),
  doc: { en: "The quarter, 1 to 4.", zh: "季度，1 到 4。", example: "QUARTER(ordered_on)" },
};
