import type { FieldModel } from "../../facets/model.ts";
import { coerceMembers } from "../../values/coerce-members.ts";
import { splitList } from "../../values/list-text.ts";
import { wrongType } from "../../values/refuse.ts";
import { choiceModel } from "../choice/model.ts";
import { choiceOptions } from "../choice/options.ts";
import { readOption } from "../choice/read-option.ts";

/** Several of a fixed list of options, each once, in the order in which they were given. None is null. */
export const choicesModel: FieldModel = {
  ...choiceModel,
  type: "choices",
  icon: "list-checks",
  operators: ["in", "isnull"],
  valueType: (field) => ({ kind: "choices", options: choiceOptions(field).map((entry) => entry.id) }),
  jsonSchema: (field) => ({ type: "array", items: choiceModel.jsonSchema(field), uniqueItems: true }),
  coerce(value, field, context) {
    const options = choiceOptions(field);
    const standing = Array.isArray(context.current) ? context.current : [];
    const isWhole = (text: string) =>
      options.some((option) => option.id === text.trim() || option.label === text.trim());
    const given =
      context.from === "text" && typeof value === "string"
        ? isWhole(value)
          ? [value.trim()]
          : splitList(value)
        : value;
    if (!Array.isArray(given)) return wrongType(context, "array of option ids", value);
    return coerceMembers(
      given,
      context,
      (member, place) =>
        typeof member === "string"
          ? readOption(member, options, place, (id) => standing.includes(id))
          : wrongType(place, "option id", member),
      Math.max(options.length, 1000),
    );
  },
};
