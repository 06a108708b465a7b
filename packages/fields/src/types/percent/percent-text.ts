import { groupThousands, readNumberText, roundText, tidyScale } from "../../react/number-text.ts";

/** `"13.50"` as `13.50%`; text that is no number stays as it is. */
export function percentText(text: string, scale: number, digits: number | null = null): string {
  if (readNumberText(text) === null) return text;
  const shown = digits === null ? tidyScale(text, scale) : roundText(text, digits);
  return `${groupThousands(shown)}%`;
}

/** The number before a percent sign. */
export function withoutSign(text: string): string {
  return text.replace(/\s*[%％]\s*$/, "");
}
