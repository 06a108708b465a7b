import type { ProblemLocale } from "../render.ts";

/** What JSON's and the expressions' types are called in sentences. */
export const typeWords: Readonly<Record<ProblemLocale, Readonly<Record<string, string>>>> = {
  "zh-CN": {
    string: "文本", number: "数字", integer: "整数", boolean: "是或否", object: "对象", array: "列表", null: "空值",
    text: "文本", decimal: "小数", date: "日期", time: "时间", datetime: "日期时间", choice: "选项", choices: "多个选项",
    reference: "关联", references: "多个关联", rows: "明细", list: "列表", json: "JSON",
    "string or object": "文本或对象", "string or array": "文本或列表", "string or number or boolean or object": "表达式",
  },
  en: {
    string: "a text", number: "a number", integer: "a whole number", boolean: "true or false", object: "an object", array: "a list", null: "nothing",
    text: "a text", decimal: "a decimal number", date: "a date", time: "a time", datetime: "a date and time", choice: "an option", choices: "options",
    reference: "a reference", references: "references", rows: "rows", list: "a list", json: "JSON",
    "string or object": "a text or an object", "string or array": "a text or a list", "string or number or boolean or object": "an expression",
  },
};
