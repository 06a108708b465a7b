import { dayLength } from "../time/calendar.ts";
import type { Operator } from "./operator.ts";
import { part } from "./shared/local.ts";

export const hour: Operator = {
  name: "hour",
  text: "HOUR",
  form: "function",
  arity: [1, 1],
  scalar: part("clock", "hour", (local) =>
    Math.floor((local - Math.floor(local / dayLength) * dayLength) / 3_600_000),
  ),
  doc: { en: "The hour, 0 to 23.", zh: "小时，0 到 23。", example: "HOUR(starts_at)" },
};
