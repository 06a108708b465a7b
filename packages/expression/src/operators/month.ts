import { civilFromDays, dayLength } from "../time/calendar.ts";
import type { Operator } from "./operator.ts";
import { part } from "./shared/local.ts";

export const month: Operator = {
  name: "month",
  text: "MONTH",
  form: "function",
  arity: [1, 1],
  scalar: part("calendar", "month", (local) => civilFromDays(Math.floor(local / dayLength)).month),
  doc: { en: "The month, 1 to 12.", zh: "月份，1 到 12。", example: "MONTH(ordered_on)" },
};
