import { civilFromDays, dayLength } from "../time/calendar.ts";
import type { Operator } from "./operator.ts";
import { part } from "./shared/local.ts";

export const year: Operator = {
  name: "year",
  text: "YEAR",
  form: "function",
  arity: [1, 1],
  scalar: part("calendar", "year", (local) => civilFromDays(Math.floor(local / dayLength)).year),
  doc: { en: "The year.", zh: "年份。", example: "YEAR(ordered_on)" },
};
