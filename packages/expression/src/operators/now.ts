import type { Operator } from "./operator.ts";
import { signature } from "./shared/signature.ts";

export const now: Operator = {
  name: "now",
  text: "NOW",
  form: "function",
  arity: [0, 0],
  scalar: {
    check: signature([], { kind: "datetime" }),
    evaluate: (_, run) => run.environment.now,
    lower: (_, to) => to.now,
  },
  doc: {
    en: "The instant of the request or transaction.",
    zh: "本次请求或事务的时刻。",
    example: "starts_at <= NOW()",
  },
};
