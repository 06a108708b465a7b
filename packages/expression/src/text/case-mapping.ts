import { lowerRuns, upperRuns } from "./case-table.ts";

/** Code point → code point, ASCII left out. */
export type CaseMapping = ReadonlyMap<number, number>;

/** Unicode's simple (1:1) upper-case mapping beyond ASCII. */
export const upperMapping: CaseMapping = readRuns(upperRuns);
/** Unicode's simple (1:1) lower-case mapping beyond ASCII. */
export const lowerMapping: CaseMapping = readRuns(lowerRuns);

function readRuns(runs: string): CaseMapping {
  const mapping = new Map<number, number>();
  for (const run of runs.split(",")) {
    const parts = run.split(" ");
    const first = Number.parseInt(parts[0] ?? "", 36);
    const delta = Number.parseInt(parts.at(-1) ?? "", 36);
    const size = parts.length === 3 ? (parts[1] ?? "1") : "1";
    const step = size.endsWith("*") ? 2 : 1;
    const count = Number.parseInt(size.replace("*", ""), 36);
    for (let index = 0; index < count; index += 1) {
      mapping.set(first + index * step, first + index * step + delta);
    }
  }
  return mapping;
}

/** Upper case by the simple mapping: `ß` stays `ß`, the length in code points stays the same. */
export function toUpper(text: string): string {
  return mapText(text, upperMapping, (character) => character.toUpperCase());
}

/** Lower case by the simple mapping, without the final-sigma rule. */
export function toLower(text: string): string {
  return mapText(text, lowerMapping, (character) => character.toLowerCase());
}

function mapText(text: string, mapping: CaseMapping, ascii: (character: string) => string): string {
  let out = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 128) out += ascii(character);
    else {
      const to = mapping.get(code);
      out += to === undefined ? character : String.fromCodePoint(to);
    }
  }
  return out;
}
