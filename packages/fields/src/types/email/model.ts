import type { FieldModel } from "../../facets/model.ts";
import { coerceCharacters } from "../../values/characters.ts";
import { refuse, wrongType } from "../../values/refuse.ts";

// the local part as in HTML's e-mail state plus letters of all scripts; domains may be internationalised
const address =
  /^([\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]+)@([\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?)*)$/u;
const longest = 254;

/** An e-mail address; its domain is kept in lower case. */
export const emailModel: FieldModel = {
  type: "email",
  icon: "mail",
  computed: false,
  members: { properties: {} },
  operators: ["contains", "==", "!=", "endswith", "in", "isnull"],
  valueType: () => ({ kind: "text" }),
  check: () => [],
  jsonSchema: () => ({ type: "string", format: "email", maxLength: longest }),
  coerce(value, _field, context) {
    if (typeof value !== "string") return wrongType(context, "e-mail address", value);
    const coerced = coerceCharacters(context.from === "text" ? value.trim() : value, longest, context);
    if ("problems" in coerced) return coerced;
    const match = address.exec(String(coerced.value));
    if (match === null)
      return refuse(context, "bad_format", {
        expected: "e-mail address",
        got: value,
        params: { example: "name@example.com" },
      });
    return { value: `${match[1]}@${match[2]?.toLowerCase()}` };
  },
};
