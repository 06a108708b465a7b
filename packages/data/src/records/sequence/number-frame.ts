import type { Value } from "@dougong/expression";
import type { SequenceToken } from "@dougong/fields";

/** A number's text around the place of its digits, known before the number is drawn. */
export interface NumberFrame {
  readonly before: string;
  readonly after: string;
  readonly digits: number;
}

/**
 * Fills all of a sequence's pattern but the number.
 *
 * @param date the workspace's date, `YYYY-MM-DD`
 * @example
 * numberFrame(tokens of "SO-{yyyy}-{seq:5}", "2026-01-05", record) // { before: "SO-2026-", after: "", digits: 5 }
 */
export function numberFrame(
  tokens: readonly SequenceToken[],
  date: string,
  record: Readonly<Record<string, Value>>,
): NumberFrame {
  const place = tokens.findIndex((one) => one.token === "seq");
  const number = tokens[place];
  const fill = (token: SequenceToken): string => fillToken(token, date, record);
  return {
    before: tokens.slice(0, place).map(fill).join(""),
    after: tokens
      .slice(place + 1)
      .map(fill)
      .join(""),
    digits: number?.token === "seq" ? number.digits : 1,
  };
}

function fillToken(token: SequenceToken, date: string, record: Readonly<Record<string, Value>>): string {
  const [year = "", month = "", day = ""] = date.split("-");
  switch (token.token) {
    case "text":
      return token.text;
    case "field":
      return String(record[token.field] ?? "");
    case "seq":
      return "";
    case "yyyy":
      return year;
    case "yy":
      return year.slice(-2);
    case "mm":
      return month;
    case "dd":
      return day;
  }
}
