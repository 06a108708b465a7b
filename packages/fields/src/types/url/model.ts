import type { FieldModel } from "../../facets/model.ts";
import { coerceCharacters } from "../../values/characters.ts";
import { refuse, wrongType } from "../../values/refuse.ts";

const longest = 2048;

/** An absolute address of the web, kept as it was given. */
export const urlModel: FieldModel = {
  type: "url",
  icon: "globe",
  computed: false,
  members: { properties: {} },
  operators: ["contains", "==", "!=", "startswith", "isnull"],
  valueType: () => ({ kind: "text" }),
  check: () => [],
  jsonSchema: () => ({
    type: "string",
    format: "uri",
    maxLength: longest,
    pattern: "^[Hh][Tt][Tt][Pp][Ss]?://",
  }),
  coerce(value, _field, context) {
    if (typeof value !== "string") return wrongType(context, "url", value);
    const coerced = coerceCharacters(context.from === "text" ? value.trim() : value, longest, context);
    if ("problems" in coerced) return coerced;
    return isWebAddress(String(coerced.value))
      ? coerced
      : refuse(context, "bad_format", {
          expected: "http or https address",
          got: value,
          params: { example: "https://example.com/page" },
        });
  },
};

/** `http://` or `https://` with a host, as browsers read it, and nothing that has to be guessed away. */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s\p{Cc}]+$/iu.test(text) || text.includes("\\")) return false;
  try {
    return new URL(text).hostname !== "";
  } catch {
    return false;
  }
}
