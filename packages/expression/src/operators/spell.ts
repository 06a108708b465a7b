import { nearest } from "@dougong/model";
import { roundTo } from "../evaluate/decimal.ts";
import { outOfRange } from "../evaluate/plain.ts";
import { mostYuanDigits, spellMoney } from "../format/spell-money.ts";
import { typeName } from "../types/type-name.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { callSql } from "./shared/arithmetic.ts";
import { fitSlots } from "./shared/signature.ts";

/** Ways of spelling; each has its function above and in SQL. */
const styles = ["zh-CNY"];

export const spell: Operator = {
  name: "spell",
  text: "SPELL",
  form: "function",
  arity: [2, 2],
  scalar: {
    check(args, report) {
      const [, style] = args;
      if (!fitSlots(args, ["number", "text"], report) || style === undefined) return null;
      if (style.node !== "constant") return report.mismatch(1, styles, typeName(style.type));
      const given = String(style.value ?? "");
      if (styles.includes(given)) return { type: { kind: "text" }, args };
      const near = nearest(given, styles);
      return report.problem(1, {
        code: "type_mismatch",
        params: {
          expected: styles.join(", "),
          got: JSON.stringify(given),
          ...(near === undefined ? {} : { nearest: near }),
        },
        expected: styles,
        got: given,
      });
    },
    evaluate(call, run) {
      const value = run.number(argument(call, 0));
      if (value === null) return null;
      const cents = roundTo(value.times(100), 0, 4);
      if (cents.abs().greaterThanOrEqualTo(`1e${mostYuanDigits + 2}`))
        throw outOfRange("decimal", `-1e${mostYuanDigits}`, `1e${mostYuanDigits}`);
      return spellMoney(cents);
    },
    lower: (call, to) =>
      callSql(to.helper("_spell_cny"), to.as(argument(call, 0), { kind: "decimal", scale: null })),
  },
  doc: {
    en: 'The amount in capital Chinese characters, as on cheques; the style is "zh-CNY".',
    zh: '人民币大写金额，用于票据与合同；写法为 "zh-CNY"。',
    example: 'SPELL(total, "zh-CNY")',
  },
};
