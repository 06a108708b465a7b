import type { ChoiceOption, FieldDocument, JsonObject, Problem } from "@dougong/model";
import type { CoerceContext, Coerced, FieldModel } from "../../facets/model.ts";
import { refuse, wrongType } from "../../values/refuse.ts";
import { choiceOptions, optionsSource } from "./options.ts";

const id: JsonObject = { type: "string", pattern: "^[a-z0-9][a-z0-9_]{0,39}$", title: "snake_case id" };

const option: JsonObject = {
  ...id,
  type: ["string", "object"],
  properties: {
    id,
    label: { type: "string", minLength: 1, maxLength: 255 },
    color: { type: "string", maxLength: 20 },
    icon: { type: "string", maxLength: 40 },
    retired: { type: "boolean" },
    was: id,
    parent: { type: "string", maxLength: 40 },
  },
  required: ["id"],
  additionalProperties: false,
};

/** One of a fixed list of options, kept by its id; the order of the list is the sort order. */
export const choiceModel: FieldModel = {
  type: "choice",
  icon: "circle-chevron-down",
  computed: false,
  members: {
    properties: {
      options: {
        type: ["array", "object"],
        items: option,
        minItems: 1,
        maxItems: 1000,
        properties: { of: { type: "string", maxLength: 130 } },
        required: ["of"],
        additionalProperties: false,
      },
    },
    required: ["options"],
  },
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
    const options = choiceOptions(field);
    const chosen = options.find((entry) => entry.id === value);
    if (chosen !== undefined && (chosen.retired !== true || context.current === value)) return { value };
    return context.from === "text" && chosen === undefined
      ? readLabel(value, options, context)
      : unknownOption(value, options, context);
  },
};

/** A spreadsheet holds the words of an option rather than its id. */
function readLabel(value: string, options: readonly ChoiceOption[], context: CoerceContext): Coerced {
  const given = value.trim();
  const same = (text: string | undefined) => text !== undefined && text.toLowerCase() === given.toLowerCase();
  const meant = options.filter(
    (entry) => entry.retired !== true && (entry.label === given || entry.id === given),
  );
  const found =
    meant.length > 0
      ? meant
      : options.filter((entry) => entry.retired !== true && (same(entry.label) || same(entry.id)));
  const [first, ...others] = found;
  if (first === undefined) return unknownOption(value, options, context);
  return others.length === 0
    ? { value: first.id }
    : refuse(context, "ambiguous", {
        params: { name: given },
        expected: found.map((entry) => entry.id),
        got: value,
      });
}

function unknownOption(value: string, options: readonly ChoiceOption[], context: CoerceContext): Coerced {
  const open = options.filter((entry) => entry.retired !== true);
  const words = open.map((entry) => entry.label ?? entry.id).join(", ");
  return refuse(context, "reference_not_found", {
    params: open.length <= 20 ? { options: words } : {},
    expected: open.slice(0, 100).map((entry) => entry.id),
    got: value,
  });
}

function optionProblems(field: FieldDocument): readonly Problem[] {
  if (optionsSource(field) !== undefined) return [];
  const seen = new Set<string>();
  return choiceOptions(field).flatMap((entry, index): readonly Problem[] => {
    if (!seen.has(entry.id)) {
      seen.add(entry.id);
      return [];
    }
    return [{ code: "not_unique", path: `/options/${index}`, params: { label: entry.id }, got: entry.id }];
  });
}
