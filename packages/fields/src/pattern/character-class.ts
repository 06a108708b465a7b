import { PatternError } from "./pattern-node.ts";

type Accepts = (codePoint: number) => boolean;

const between = (low: string, high: string): Accepts => {
  const [from, to] = [low.codePointAt(0) ?? 0, high.codePointAt(0) ?? 0];
  return (codePoint) => codePoint >= from && codePoint <= to;
};
const either =
  (...tests: readonly Accepts[]): Accepts =>
  (codePoint) =>
    tests.some((test) => test(codePoint));
const not =
  (test: Accepts): Accepts =>
  (codePoint) =>
    !test(codePoint);

const digit = between("0", "9");
const word = either(digit, between("a", "z"), between("A", "Z"), (codePoint) => codePoint === 0x5f);
const whiteSpace = /^\s$/u;
const space: Accepts = (codePoint) => whiteSpace.test(String.fromCodePoint(codePoint));

const shorthands: ReadonlyMap<string, Accepts> = new Map([
  ["d", digit],
  ["D", not(digit)],
  ["w", word],
  ["W", not(word)],
  ["s", space],
  ["S", not(space)],
]);
const controls: ReadonlyMap<string, string> = new Map([
  ["t", "\t"],
  ["n", "\n"],
  ["r", "\r"],
]);

/** What `\x` means: a shorthand class, or one character. */
export type Escape = { readonly accepts: Accepts } | { readonly character: string };

export function readEscape(character: string | undefined, offset: number): Escape {
  if (character === undefined) throw new PatternError({ code: "syntax_error", offset, construct: "\\" });
  const accepts = shorthands.get(character);
  if (accepts !== undefined) return { accepts };
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
): { readonly accepts: Accepts; readonly end: number } {
  let place = start;
  const negated = characters[place] === "^";
  if (negated) place += 1;
  const tests: Accepts[] = [];
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
      tests.push(between(low.member.character, high.member.character));
      place = high.end;
    } else
      tests.push(
        "character" in low.member ? between(low.member.character, low.member.character) : low.member.accepts,
      );
  }
  const all = either(...tests);
  return { accepts: negated ? not(all) : all, end: place + 1 };
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
