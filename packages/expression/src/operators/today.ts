import { sql } from "../sql/fragment.ts";
import type { Operator } from "./operator.ts";
import { signature } from "./shared/signature.ts";

export const today: Operator = {
  name: "today",
  text: "TODAY",
  form: "function",
  arity: [0, 0],
  scalar: {
    check: signature([], { kind: "date" }),
    evaluate: (_, run) => run.today(),
    lower: (_, to) => sql`(${to.now} at time zone ${to.zone})::date`,
  },
  doc: { en: "Today in the workspace's zone.", zh: "工作区时区的今天。", example: "due_on < TODAY()" },
};
