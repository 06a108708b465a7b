import { exponential } from "../evaluate/transcendental.ts";
import type { Operator } from "./operator.ts";
import { power } from "./shared/power.ts";

export const exp: Operator = {
  name: "exp",
  text: "EXP",
  form: "function",
  arity: [1, 1],
  scalar: power("_exp", (x) => (x === undefined ? null : exponential(x))),
  doc: {
    en: "e to the power of x, to 34 digits.",
    zh: "e 的 x 次方，保留 34 位有效数字。",
    example: "EXP(-decay * days)",
  },
};
