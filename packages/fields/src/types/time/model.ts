import type { FieldModel } from "../../facets/model.ts";
import { rangeProblems } from "../../values/constant-range.ts";
import { textMember } from "../../values/members.ts";
import { beyond, refuse, wrongType } from "../../values/refuse.ts";
import { readClock, readClockText } from "./clock.ts";

/** A time of day without a zone, to the second. */
export const timeModel: FieldModel = {
  type: "time",
  icon: "clock",
  computed: false,
  members: {
    properties: { min: { type: "string", maxLength: 1000 }, max: { type: "string", maxLength: 1000 } },
  },
  operators: ["==", ">=", "<=", "<", ">", "!=", "isnull"],
  valueType: () => ({ kind: "time" }),
  check: (field) => rangeProblems(field, "time", "09:30:00", (text) => readClock(text)),
  jsonSchema: () => ({
    type: "string",
    pattern: "^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$",
    examples: ["09:30:00"],
  }),
  coerce(value, field, context) {
    if (typeof value !== "string") return wrongType(context, "time", value);
    const time = context.from === "text" ? readClockText(value) : readClock(value);
    if (time === undefined)
      return refuse(context, "bad_format", { expected: "time", got: value, params: { example: "09:30:00" } });
    const min = readClock(textMember(field, "min") ?? "");
    const max = readClock(textMember(field, "max") ?? "");
    if (max !== undefined && time > max) return beyond(context, "max", max, time);
    if (min !== undefined && time < min) return beyond(context, "min", min, time);
    return { value: time };
  },
};
