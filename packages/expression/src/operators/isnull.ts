import { sql } from "../sql/fragment.ts";
import { typeName } from "../types/type-name.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";

export const isNull: Operator = {
  name: "isnull",
  text: "ISNULL",
  form: "function",
  arity: [1, 1],
  scalar: {
    total: true,
    check(args, report) {
      const type = args[0]?.type;
      if (type?.kind === "rows") return report.mismatch(0, "value", typeName(type));
      return { type: { kind: "boolean" }, args };
    },
    evaluate: (call, run) => run.value(argument(call, 0)) === null,
    lower: (call, to) => sql`(${to.as(argument(call, 0), argument(call, 0).type)} is null)`,
  },
  doc: { en: "True when there is no value.", zh: "没有值时为真。", example: "ISNULL(reason)" },
};
