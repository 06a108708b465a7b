import { civilFromDays, dayLength } from "../time/calendar.ts";
import type { Operator } from "./operator.ts";
import { part } from "./shared/local.ts";

export const day: Operator = {
  name: "day",
  text: "DAY",
  form: "function",
  arity: [1, 1],
  scalar: part("calendar", "day", (local) => civilFromDays(Math.floor(local / dayLength)).day),
  doc: { en: "The day of the month.", zh: "日，1 到 31。", example: "DAY(ordered_on)" },
};
