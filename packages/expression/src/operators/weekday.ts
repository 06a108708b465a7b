import { dayLength } from "../time/calendar.ts";
import type { Operator } from "./operator.ts";
import { part } from "./shared/local.ts";

export const weekday: Operator = {
  name: "weekday",
  text: "WEEKDAY",
  form: "function",
  arity: [1, 1],
  scalar: part("calendar", "isodow", (local) => ((((Math.floor(local / dayLength) + 3) % 7) + 7) % 7) + 1),
  doc: {
    en: "The day of the week, 1 is Monday.",
    zh: "星期几，1 为星期一。",
    example: "WEEKDAY(ordered_on) > 5",
  },
};
