import { parameter, sql } from "../sql/fragment.ts";
import type { Operator } from "./operator.ts";
import { likePattern, textTest } from "./shared/text.ts";

export const endsWith: Operator = {
  name: "endswith",
  text: "ENDSWITH",
  form: "function",
  arity: [2, 2],
  scalar: textTest(
    (text, part) => text.endsWith(part),
    (text, part, constant) =>
      constant === null
        ? sql`right(${text}, length(${part})) = ${part}`
        : sql`${text} like ${parameter(`%${likePattern(constant)}`, "text")}`,
  ),
  doc: {
    en: "True when the text ends with the other; false with null.",
    zh: "文本以另一段文本结尾时为真；有空值时为假。",
    example: 'ENDSWITH(email, ".cn")',
  },
};
