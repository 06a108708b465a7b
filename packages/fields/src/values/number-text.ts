import type { TextConventions } from "../facets/model.ts";

/**
 * A number as people write it, in plain notation: `1,234.50` and `１２３` by the conventions, undefined when it is
 * none. Groups must be of three digits, so that `12,34` is never read as 1234.
 */
export function readNumberText(text: string, conventions: TextConventions): string | undefined {
  const given = text.normalize("NFKC").trim().replace(/^[−–]/, "-");
  const { decimalSeparator, thousandsSeparator } = conventions;
  const [whole = "", fraction, ...rest] = given.split(decimalSeparator);
  if (rest.length > 0) return undefined;
  if (fraction !== undefined && !/^\d+$/.test(fraction)) return undefined;
  const match = /^(-?)(.+)$/.exec(whole);
  const digits = match === null ? undefined : readGroups(match[2] ?? "", thousandsSeparator);
  if (digits === undefined) return undefined;
  return `${match?.[1] ?? ""}${digits}${fraction === undefined ? "" : `.${fraction}`}`;
}

function readGroups(text: string, separator: TextConventions["thousandsSeparator"]): string | undefined {
  if (/^\d+$/.test(text)) return text;
  if (separator === "") return undefined;
  const groups = text.split(separator === " " ? /[\u0020\u00a0\u202f]/ : separator);
  const [first = "", ...others] = groups;
  const ok = /^\d{1,3}$/.test(first) && others.length > 0 && others.every((group) => /^\d{3}$/.test(group));
  return ok ? groups.join("") : undefined;
}
