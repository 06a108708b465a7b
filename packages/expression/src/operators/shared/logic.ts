import type { Fragment } from "../../sql/fragment.ts";
import type { Scalar } from "../operator.ts";
import { signature } from "./signature.ts";

/** AND and OR: null is false, so there is no third truth value. */
export function logic(word: "and" | "or"): Scalar {
  const joinParts = (parts: readonly Fragment[]): Fragment => [
    "(",
    ...parts.flatMap((part, index) => (index === 0 ? part : [` ${word} `, ...part])),
    ")",
  ];
  return {
    total: true,
    check: signature(["boolean"], { kind: "boolean" }),
    evaluate: (call, run) =>
      word === "and" ? call.args.every((arg) => run.truth(arg)) : call.args.some((arg) => run.truth(arg)),
    lower: (call, to) => joinParts(call.args.map((arg) => to.truth(arg))),
    lowerCondition: (call, to) => joinParts(call.args.map((arg) => to.condition(arg))),
  };
}
