import { readClass, readEscape } from "./character-class.ts";
import { between, complementOf } from "./character-set.ts";
import { PatternError, type PatternNode } from "./pattern-node.ts";

const deepest = 50;
const anyButLineEnds = complementOf([...between("\n", "\n"), ...between("\r", "\r")]);

/**
 * Reads literals, `.`, classes, groups, `|`, `? * + {n} {n,} {n,m}`, `^` and `$`.
 *
 * @throws PatternError for anything else: look-around, back references, lazy quantifiers, `\b`, `\p{…}`
 */
export function parsePattern(text: string): PatternNode {
  const characters = Array.from(text);
  const { node, end } = parseAlternatives(characters, 0, 0);
  if (end < characters.length)
    throw new PatternError({ code: "syntax_error", offset: end, construct: characters[end] ?? "" });
  return node;
}

interface Parsed {
  readonly node: PatternNode;
  readonly end: number;
}

function parseAlternatives(characters: readonly string[], start: number, depth: number): Parsed {
  if (depth > deepest) throw new PatternError({ code: "syntax_error", offset: start, construct: "(" });
  const items: PatternNode[] = [];
  let place = start;
  for (;;) {
    const sequence = parseSequence(characters, place, depth);
    items.push(sequence.node);
    place = sequence.end;
    if (characters[place] !== "|") break;
    place += 1;
  }
  const [only, ...others] = items;
  return {
    node: only !== undefined && others.length === 0 ? only : { node: "alternatives", items },
    end: place,
  };
}

function parseSequence(characters: readonly string[], start: number, depth: number): Parsed {
  const items: PatternNode[] = [];
  let place = start;
  while (place < characters.length && characters[place] !== "|" && characters[place] !== ")") {
    const atom = parseAtom(characters, place, depth);
    const repeated = parseQuantifier(characters, atom);
    items.push(repeated.node);
    place = repeated.end;
  }
  return { node: { node: "sequence", items }, end: place };
}

function parseAtom(characters: readonly string[], place: number, depth: number): Parsed {
  const character = characters[place] ?? "";
  switch (character) {
    case "(":
      return parseGroup(characters, place, depth);
    case "[": {
      const { set, end } = readClass(characters, place + 1);
      return { node: { node: "character", set }, end };
    }
    case "\\": {
      const escaped = readEscape(characters[place + 1], place);
      return {
        node: "set" in escaped ? { node: "character", set: escaped.set } : literal(escaped.character),
        end: place + 2,
      };
    }
    case ".":
      return {
        node: { node: "character", set: anyButLineEnds },
        end: place + 1,
      };
    case "^":
      return { node: { node: "start" }, end: place + 1 };
    case "$":
      return { node: { node: "end" }, end: place + 1 };
    case "*":
    case "+":
    case "?":
    case "{":
      throw new PatternError({ code: "syntax_error", offset: place, construct: character });
    default:
      return { node: literal(character), end: place + 1 };
  }
}

function literal(character: string): PatternNode {
  return { node: "character", set: between(character, character) };
}

function parseGroup(characters: readonly string[], place: number, depth: number): Parsed {
  let inner = place + 1;
  if (characters[inner] === "?") {
    if (characters[inner + 1] !== ":")
      throw new PatternError({
        code: "unsupported_kind",
        offset: place,
        construct: `(?${characters[inner + 1] ?? ""}`,
      });
    inner += 2;
  }
  const { node, end } = parseAlternatives(characters, inner, depth + 1);
  if (characters[end] !== ")")
    throw new PatternError({ code: "syntax_error", offset: place, construct: "(" });
  return { node, end: end + 1 };
}

function parseQuantifier(characters: readonly string[], atom: Parsed): Parsed {
  const bounds = readBounds(characters, atom.end);
  if (bounds === undefined) return atom;
  if (atom.node.node === "start" || atom.node.node === "end")
    throw new PatternError({
      code: "syntax_error",
      offset: atom.end,
      construct: characters[atom.end] ?? "",
    });
  const next = characters[bounds.end];
  if (next === "?" || next === "+")
    throw new PatternError({ code: "unsupported_kind", offset: bounds.end, construct: next });
  if (next === "*" || next === "{")
    throw new PatternError({ code: "syntax_error", offset: bounds.end, construct: next });
  return { node: { node: "repeat", item: atom.node, min: bounds.min, max: bounds.max }, end: bounds.end };
}

function readBounds(
  characters: readonly string[],
  place: number,
): { readonly min: number; readonly max: number | null; readonly end: number } | undefined {
  const character = characters[place];
  if (character === "*") return { min: 0, max: null, end: place + 1 };
  if (character === "+") return { min: 1, max: null, end: place + 1 };
  if (character === "?") return { min: 0, max: 1, end: place + 1 };
  if (character !== "{") return undefined;
  const close = characters.indexOf("}", place);
  const match = /^(\d{1,4})(?:(,)(\d{1,4})?)?$/.exec(
    close < 0 ? "" : characters.slice(place + 1, close).join(""),
  );
  if (match === null) throw new PatternError({ code: "syntax_error", offset: place, construct: "{" });
  const min = Number(match[1]);
  const max = match[2] === undefined ? min : match[3] === undefined ? null : Number(match[3]);
  if (max !== null && max < min)
    throw new PatternError({ code: "syntax_error", offset: place, construct: "{" });
  return { min, max, end: close + 1 };
}
