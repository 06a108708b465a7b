import type { Exact } from "../evaluate/decimal.ts";

const digits = "零壹贰叁肆伍陆柒捌玖";
const places = ["", "拾", "佰", "仟"];

/** Yuan must have at most 16 digits: up to 9999 万亿. */
export const mostYuanDigits = 16;

/**
 * The amount in capital characters, 人民币大写. `cents` is the amount in 分.
 * Source: 中国人民银行《支付结算办法》附一《正确填写票据和结算凭证的基本规定》. `_spell_cny` in SQL does the same.
 */
export function spellMoney(cents: Exact): string {
  const sign = cents.isNegative() && !cents.isZero() ? "负" : "";
  const text = cents.abs().toFixed(0).padStart(3, "0");
  const yuan = text.slice(0, -2);
  const [jiao, fen] = [Number(text.at(-2)), Number(text.at(-1))];
  const whole = yuan === "0" ? "" : `${spellYuan(yuan)}元`;
  if (jiao === 0 && fen === 0) return `人民币${sign}${whole === "" ? "零元" : whole}整`;
  const gap = whole !== "" && (jiao === 0 || yuan.endsWith("0")) ? "零" : "";
  return `人民币${sign}${whole}${gap}${jiao === 0 ? "" : `${digits[jiao]}角`}${fen === 0 ? "" : `${digits[fen]}分`}`;
}

/** Digits from the left; zeros inside become one 零, those at the end of a group of four that holds anything none. */
function spellYuan(text: string): string {
  let out = "";
  let gap = false;
  let filled = false;
  for (let at = 0; at < text.length; at += 1) {
    const place = text.length - 1 - at;
    const digit = Number(text[at]);
    if (digit === 0) gap = true;
    else {
      out += `${gap && out !== "" ? "零" : ""}${digits[digit]}${places[place % 4]}`;
      gap = false;
      filled = true;
    }
    if (place % 4 > 0) continue;
    if (place === 8) out += out === "" ? "" : "亿";
    else if (filled && place > 0) out += "万";
    if (filled) gap = false;
    filled = false;
  }
  return out;
}
