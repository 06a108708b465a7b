import { type CaseMapping, lowerMapping, upperMapping } from "../../text/case-mapping.ts";

/**
 * UPPER and LOWER by the table that JavaScript uses, whatever the database's locale is. Text without a
 * cased character beyond ASCII (Chinese, for one) takes the short way.
 */
export function caseFunctions(schema: string): readonly string[] {
  return [define(schema, "upper", upperMapping), define(schema, "lower", lowerMapping)];
}

function define(schema: string, name: "upper" | "lower", mapping: CaseMapping): string {
  const codes = [...mapping.keys()].sort((left, right) => left - right);
  const from = codes.map((code) => String.fromCodePoint(code)).join("");
  const to = codes.map((code) => String.fromCodePoint(mapping.get(code) ?? code)).join("");
  return `create or replace function ${schema}._${name}(x text) returns text language sql immutable strict parallel safe as $$
  select nullif(case when octet_length(x) = length(x) or (x collate "C") !~ '[${ranges(codes)}]' then ${name}(x collate "C")
    else translate(${name}(x collate "C"), '${from}', '${to}') end, '')
$$;`;
}

/** A character class that holds all codes; gaps of up to 64 are bridged, so that it stays short. */
function ranges(codes: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const code of codes) {
    const last = spans.at(-1);
    if (last !== undefined && code - last[1] <= 64) last[1] = code;
    else spans.push([code, code]);
  }
  return spans
    .map(([first, last]) => `${String.fromCodePoint(first)}-${String.fromCodePoint(last)}`)
    .join("");
}
