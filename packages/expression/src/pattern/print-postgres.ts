import type { CharacterSet } from "./character-set.ts";
import type { PatternNode } from "./pattern-node.ts";

/** The greatest count that PostgreSQL takes between braces. */
const mostRepeats = 255;
const nothing = "[^\\u0001-\\U0010FFFF]";
const empty = "(?:)";

/**
 * The pattern as an advanced regular expression of PostgreSQL: every character as its code point, no group that is
 * remembered, so that its automaton never goes back.
 */
export function printPostgres(node: PatternNode): string {
  switch (node.node) {
    case "character":
      return printSet(node.set);
    case "start":
      return "^";
    case "end":
      return "$";
    case "sequence":
      return node.items.length === 0 ? empty : node.items.map(grouped).join("");
    case "alternatives":
      return `(?:${node.items.map(printPostgres).join("|")})`;
    case "repeat":
      return printRepeat(node);
  }
}

function grouped(node: PatternNode): string {
  const text = printPostgres(node);
  return node.node === "sequence" ? `(?:${text})` : text;
}

/** Counts beyond what braces take are written one after the other. */
function printRepeat({ item, min, max }: Extract<PatternNode, { node: "repeat" }>): string {
  const one = `(?:${printPostgres(item)})`;
  const parts: string[] = [];
  let least = min;
  let most = max;
  while (least > mostRepeats) {
    parts.push(`${one}{${mostRepeats}}`);
    least -= mostRepeats;
    if (most !== null) most -= mostRepeats;
  }
  while (most !== null && most > mostRepeats) {
    parts.push(`${one}{${least},${mostRepeats}}`);
    most -= mostRepeats;
    least = 0;
  }
  if (most !== 0) parts.push(`${one}{${least},${most ?? ""}}`);
  return parts.length === 0 ? empty : parts.join("");
}

function printSet(set: CharacterSet): string {
  const ranges = set
    .filter(([, last]) => last > 0)
    .map(([first, last]) => (first === last ? code(first) : `${code(Math.max(first, 1))}-${code(last)}`));
  return ranges.length === 0 ? nothing : `[${ranges.join("")}]`;
}

function code(codePoint: number): string {
  return codePoint > 0xffff
    ? `\\U${codePoint.toString(16).padStart(8, "0")}`
    : `\\u${codePoint.toString(16).padStart(4, "0")}`;
}
