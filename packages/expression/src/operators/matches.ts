import type { Report } from "../check/report.ts";
import type { Lowering } from "../lower/lowering.ts";
import { compilePattern } from "../pattern/pattern.ts";
import type { Fragment } from "../sql/fragment.ts";
import { parameter, sql } from "../sql/fragment.ts";
import type { Checked } from "../types/checked.ts";
import { typeName } from "../types/type-name.ts";
import type { Call, Operator, Typed } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { fitSlots } from "./shared/signature.ts";
import { sqlText } from "./shared/text.ts";

function check(args: readonly Checked[], report: Report): Typed | null {
  const pattern = args[1];
  if (pattern === undefined || !fitSlots(args, ["text"], report)) return null;
  if (pattern.node !== "constant" || typeof pattern.value !== "string")
    return report.mismatch(1, "constant text", typeName(pattern.type));
  const compiled = compilePattern(pattern.value);
  if ("pattern" in compiled) return { type: { kind: "boolean" }, args };
  const { code, offset, construct } = compiled.fault;
  return report.problem(1, { code, params: { name: construct, offset }, got: pattern.value.slice(0, 80) });
}

function patternText(call: Call): string {
  const node = argument(call, 1);
  return node.node === "constant" ? String(node.value) : "";
}

function lowerPlain(call: Call, to: Lowering): Fragment {
  const compiled = compilePattern(patternText(call));
  if (!("pattern" in compiled)) return ["false"];
  const text = sqlText(argument(call, 0), to);
  return sql`(${text} collate "C") ~ ${parameter(compiled.pattern.postgres, "text")}`;
}

export const matches: Operator = {
  name: "matches",
  text: "MATCHES",
  form: "function",
  arity: [2, 2],
  scalar: {
    total: true,
    check,
    evaluate(call, run) {
      const text = run.text(argument(call, 0));
      return text !== null && run.pattern(patternText(call)).matches(text);
    },
    lower: (call, to) => sql`coalesce(${lowerPlain(call, to)}, false)`,
    lowerCondition: (call, to) => sql`(${lowerPlain(call, to)})`,
  },
  doc: {
    en: "True where the pattern matches somewhere in the text: literals, classes, groups, | ? * + {n,m} ^ $.",
    zh: "文本中有一处符合模式时为真；模式可用字面、字符类、分组、| ? * + {n,m} ^ $。",
    example: 'MATCHES(code, "^[A-Z]{2}[0-9]+$")',
  },
};
