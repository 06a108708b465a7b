import type { FieldModel } from "../../facets/model.ts";
import { wrongType } from "../../values/refuse.ts";
import { optionMembers, optionProblems } from "./option-members.ts";
import { choiceOptions } from "./options.ts";
import { readOption } from "./read-option.ts";

/** One of a fixed list of options, kept by its id; the order of the list is the sort order. */
export const choiceModel: FieldModel = {
  type: "choice",
  icon: "circle-chevron-down",
  computed: false,
  members: optionMembers,
  operators: ["==", "!=", "in", "isnull"],
  valueType: (field) => ({ kind: "choice", options: choiceOptions(field).map((entry) => entry.id) }),
  check: optionProblems,
  jsonSchema: (field) => ({
    type: "string",
    enum: choiceOptions(field)
      .filter((entry) => entry.retired !== true)
      .map((entry) => entry.id),
  }),
  coerce(value, field, context) {
    if (typeof value !== "string") return wrongType(context, "option id", value);
    return readOption(value, choiceOptions(field), context, (id) => context.current === id);
  },
};
