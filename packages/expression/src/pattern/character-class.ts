import { between, type CharacterSet, complementOf, unionOf } from "./character-set.ts";
import { PatternError } from "./pattern-node.ts";

const digit = between("0", "9");
const word = unionOf([...digit, ...between("a", "z"), ...between("A", "Z"), ...between("_", "_")]);
/** What `\s` is in JavaScript. */
const space: CharacterSet = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];

const shorthands: ReadonlyMap<string, CharacterSet> = new Map([
  ["d", digit],
  ["D", complementOf(digit)],
  ["w", word],
  ["W", complementOf(word)],
  ["s", space],
  ["S", complementOf(space)],
]);
const controls: ReadonlyMap<string, string> = new Map([
  ["t", "\t"],
  ["n", "\n"],
  ["r", "\r"],
]);

/** What `\x` means: a shorthand class, or one character. */
export type Escape = { readonly set: CharacterSet } | { readonly character: string };

export function readEscape(character: string | undefined, offset: number): Escape {
  if (character === undefined) throw new PatternError({ code: "syntax_error", offset, construct: "\\" });
  const set = shorthands.get(character);
  if (set !== undefined) return { set };
  const control = controls.get(character);
  if (control !== undefined) return { character: control };
  if (/[A-Za-z0-9]/.test(character))
    throw new PatternError({ code: "unsupported_kind", offset, construct: `\\${character}` });
  return { character };
}

/** A class from the character after `[`; `end` is the place after `]`. */
export function readClass(
  characters: readonly string[],
  start: number,
): { readonly set: CharacterSet; readonly end: number } {
  let place = start;
  const negated = characters[place] === "^";
  if (negated) place += 1;
  const ranges: (readonly [number, number])[] = [];
  const first = place;
  while (characters[place] !== "]" || place === first) {
    const low = readMember(characters, place);
    place = low.end;
    if (
      characters[place] === "-" &&
      characters[place + 1] !== "]" &&
      characters[place + 1] !== undefined &&
      "character" in low.member
    ) {
      const high = readMember(characters, place + 1);
      if (
        !("character" in high.member) ||
        (low.member.character.codePointAt(0) ?? 0) > (high.member.character.codePointAt(0) ?? 0)
      )
        throw new PatternError({ code: "syntax_error", offset: place, construct: "-" });
      ranges.push(...between(low.member.character, high.member.character));
      place = high.end;
    } else
      ranges.push(
        ...("character" in low.member ? between(low.member.character, low.member.character) : low.member.set),
      );
  }
  const set = unionOf(ranges);
  return { set: negated ? complementOf(set) : set, end: place + 1 };
}

function readMember(
  characters: readonly string[],
  place: number,
): { readonly member: Escape; readonly end: number } {
  const character = characters[place];
  if (character === undefined)
    throw new PatternError({ code: "syntax_error", offset: place, construct: "[" });
  if (character === "\\") return { member: readEscape(characters[place + 1], place), end: place + 2 };
  if (character === "[" && characters[place + 1] === ":")
    throw new PatternError({ code: "unsupported_kind", offset: place, construct: "[:" });
  return { member: { character }, end: place + 1 };
}
