import type { Evaluation } from "../../evaluate/evaluation.ts";
import type { Lowering } from "../../lower/lowering.ts";
import { type Fragment, parameter, sql } from "../../sql/fragment.ts";
import { whiteSpace } from "../../text/code-points.ts";
import type { Checked } from "../../types/checked.ts";
import type { Call, Scalar } from "../operator.ts";
import { argument } from "./argument.ts";
import { signature } from "./signature.ts";

/** `""` is null (contract 0.2). */
export function emptyToNull(text: string): string | null {
  return text === "" ? null : text;
}

/** Text functions read null as empty. */
export function textOrEmpty(node: Checked, run: Evaluation): string {
  return run.text(node) ?? "";
}

export function sqlText(node: Checked, to: Lowering): Fragment {
  return to.as(node, { kind: "text" });
}

/** The text without white space at both ends: what conversions read. */
export function sqlTrimmed(node: Checked, to: Lowering): Fragment {
  return sql`btrim(${sqlText(node, to)}, ${parameter(whiteSpace, "text")})`;
}

/** A count of characters that `left`, `right` take: from 0 to what an int holds; null stays null. */
export function sqlCount(node: Checked, to: Lowering): Fragment {
  return sql`${to.helper("_clamp")}(${to.as(node, { kind: "integer" })}, 0, 2147483647)`;
}

/** A test of one text against another: false with null. */
export function textTest(
  test: (text: string, part: string) => boolean,
  lowerTest: (text: Fragment, part: Fragment, constant: string | null) => Fragment,
): Scalar {
  const plain = (call: Call, to: Lowering): Fragment => {
    const part = argument(call, 1);
    const constant = part.node === "constant" && typeof part.value === "string" ? part.value : null;
    return lowerTest(sqlText(argument(call, 0), to), sqlText(part, to), constant);
  };
  return {
    total: true,
    check: signature(["text"], { kind: "boolean" }),
    evaluate(call, run) {
      const text = run.text(argument(call, 0));
      const part = run.text(argument(call, 1));
      return text !== null && part !== null && test(text, part);
    },
    lower: (call, to) => sql`coalesce(${plain(call, to)}, false)`,
    lowerCondition: (call, to) => sql`(${plain(call, to)})`,
  };
}

/** A LIKE pattern that matches the text literally. */
export function likePattern(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
