import { sql } from "../sql/fragment.ts";
import type { Operator } from "./operator.ts";
import { signature } from "./shared/signature.ts";
import { emptyToNull } from "./shared/text.ts";

export const concat: Operator = {
  name: "concat",
  text: "&",
  form: "infix",
  arity: [2, Number.POSITIVE_INFINITY],
  scalar: {
    check: signature(["scalar"], { kind: "text" }),
    evaluate: (call, run) => emptyToNull(call.args.map((arg) => run.apiText(arg)).join("")),
    lower(call, to) {
      const parts = call.args.map((arg) => sql`coalesce(${to.apiText(arg)}, '')`);
      return sql`nullif(${parts.flatMap((part, index) => (index === 0 ? part : [" || ", ...part]))}, '')`;
    },
  },
  doc: {
    en: "Joins values as text; also CONCAT(a, b, …).",
    zh: "把值连成文本；也可写 CONCAT(a, b, …)。",
    example: 'name & " (" & code & ")"',
  },
};
