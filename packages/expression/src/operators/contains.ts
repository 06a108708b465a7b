import { parameter, sql } from "../sql/fragment.ts";
import type { Operator } from "./operator.ts";
import { likePattern, textTest } from "./shared/text.ts";

export const contains: Operator = {
  name: "contains",
  text: "CONTAINS",
  form: "function",
  arity: [2, 2],
  scalar: textTest(
    (text, part) => text.includes(part),
    (text, part, constant) =>
      constant === null
        ? sql`strpos(${text}, ${part}) > 0`
        : sql`${text} like ${parameter(`%${likePattern(constant)}%`, "text")}`,
  ),
  doc: {
    en: "True when the text holds the other; false with null.",
    zh: "文本包含另一段文本时为真；有空值时为假。",
    example: 'CONTAINS(name, "科技")',
  },
};
