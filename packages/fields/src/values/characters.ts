import type { CoerceContext, Coerced } from "../facets/model.ts";
import { refuse } from "./refuse.ts";

/** Length in Unicode code points, as the contract counts. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Text that PostgreSQL can hold and JSON can carry, of at most `max` code points. */
export function coerceCharacters(value: string, max: number, context: CoerceContext): Coerced {
  if (value.includes("\u0000"))
    return refuse(context, "bad_format", { expected: "text without the character U+0000" });
  if (loneSurrogate.test(value))
    return refuse(context, "bad_format", { expected: "well-formed Unicode text" });
  const length = value.length <= max ? value.length : codePoints(value);
  if (length > max)
    return refuse(context, "too_long", { params: { max, length }, expected: { max }, got: length });
  return { value };
}
