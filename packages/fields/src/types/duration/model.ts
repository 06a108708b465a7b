import type { FieldModel } from "../../facets/model.ts";
import { refuse } from "../../values/refuse.ts";
import { integerModel } from "../integer/model.ts";
import { readDurationText } from "./duration-text.ts";

/** A length of time in whole seconds. */
export const durationModel: FieldModel = {
  ...integerModel,
  type: "duration",
  icon: "timer",
  coerce(value, field, context) {
    if (context.from === "input" || typeof value !== "string")
      return integerModel.coerce(value, field, context);
    const seconds = readDurationText(value);
    return seconds === undefined
      ? refuse(context, "bad_format", { expected: "duration", got: value, params: { example: "1:30:00" } })
      : integerModel.coerce(seconds, field, context);
  },
};
