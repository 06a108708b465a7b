import { dayLength } from "../time/calendar.ts";
import type { Operator } from "./operator.ts";
import { part } from "./shared/local.ts";

export const minute: Operator = {
  name: "minute",
  text: "MINUTE",
  form: "function",
  arity: [1, 1],
  scalar: part(
    "clock",
    "minute",
    (local) => Math.floor((local - Math.floor(local / dayLength) * dayLength) / 60_000) % 60,
  ),
  doc: { en: "The minute, 0 to 59.", zh: "分钟，0 到 59。", example: "MINUTE(starts_at)" },
};
