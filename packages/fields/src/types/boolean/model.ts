import type { FieldModel } from "../../facets/model.ts";
import { refuse, wrongType } from "../../values/refuse.ts";

const words: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["yes", true],
  ["1", true],
  ["是", true],
  ["false", false],
  ["no", false],
  ["0", false],
  ["否", false],
]);

/** Yes or no. */
export const booleanModel: FieldModel = {
  type: "boolean",
  icon: "toggle-left",
  computed: false,
  members: { properties: {} },
  operators: ["==", "isnull"],
  valueType: () => ({ kind: "boolean" }),
  check: () => [],
  jsonSchema: () => ({ type: "boolean" }),
  coerce(value, _field, context) {
    if (typeof value === "boolean") return { value };
    if (context.from === "input" || typeof value !== "string") return wrongType(context, "boolean", value);
    const read = words.get(value.normalize("NFKC").trim().toLowerCase());
    if (read !== undefined) return { value: read };
    return refuse(context, "bad_format", {
      expected: "true or false",
      got: value,
      params: { example: "true" },
    });
  },
};
