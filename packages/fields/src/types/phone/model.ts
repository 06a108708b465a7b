import type { FieldModel } from "../../facets/model.ts";
import { refuse, wrongType } from "../../values/refuse.ts";

const separators = /[\s().\-/]/g;
const typed = /^[0-9][0-9\s().\-/#*,]*$/;
const longest = 40;

/** A telephone number: E.164 where it is given with `+`, else the digits as typed. */
export const phoneModel: FieldModel = {
  type: "phone",
  icon: "phone",
  computed: false,
  members: { properties: {} },
  operators: ["contains", "==", "startswith", "in", "isnull"],
  valueType: () => ({ kind: "text" }),
  check: () => [],
  jsonSchema: () => ({ type: "string", maxLength: longest }),
  coerce(value, _field, context) {
    if (typeof value !== "string") return wrongType(context, "phone number", value);
    const given = value.normalize("NFKC").trim();
    const number = given.startsWith("+") ? given.replace(separators, "") : given;
    const valid = number.startsWith("+") ? /^\+[1-9]\d{2,14}$/.test(number) : isTyped(number);
    return valid
      ? { value: number }
      : refuse(context, "bad_format", {
          expected: "phone number",
          got: value,
          params: { example: "+8613800138000" },
        });
  },
};

function isTyped(number: string): boolean {
  const shape = number.startsWith("(") ? number.slice(1) : number;
  return typed.test(shape) && number.length <= longest && (number.match(/\d/g)?.length ?? 0) >= 3;
}
