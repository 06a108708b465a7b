import { parameter, sql } from "../sql/fragment.ts";
import type { Operator } from "./operator.ts";
import { likePattern, textTest } from "./shared/text.ts";

export const startsWith: Operator = {
  name: "startswith",
  text: "STARTSWITH",
  form: "function",
  arity: [2, 2],
  scalar: textTest(
    (text, part) => text.startsWith(part),
    (text, part, constant) =>
      constant === null
        ? sql`starts_with(${text}, ${part})`
        : sql`${text} like ${parameter(`${likePattern(constant)}%`, "text")}`,
  ),
  doc: {
    en: "True when the text begins with the other; false with null.",
    zh: "文本以另一段文本开头时为真；有空值时为假。",
    example: 'STARTSWITH(code, "A-")',
  },
};
