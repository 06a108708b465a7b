/** A piece of an expression's text; offset and length are code points. */
export interface Token {
  readonly kind: "number" | "string" | "name" | "symbol" | "end";
  readonly text: string;
  readonly offset: number;
  readonly length: number;
}

/** Text that begins no token, or a token that does not end. */
export interface BadToken {
  readonly kind: "bad";
  readonly text: string;
  readonly reason: "character" | "string" | "number";
  readonly offset: number;
  readonly length: number;
}

const symbols = ["!=", "<=", ">=", "=", "<", ">", "&", "+", "-", "*", "/", "%", "(", ")", "[", "]", ","];
const space = /[\p{White_Space}]/u;
const digit = /[0-9]/;
const nameStart = /[\p{L}_$]/u;
const namePart = /[\p{L}\p{N}_]/u;

/** Cuts a text into tokens; the last is always `end`. */
export function tokenize(text: string): readonly (Token | BadToken)[] {
  const chars = Array.from(text);
  const tokens: (Token | BadToken)[] = [];
  let at = 0;
  while (at < chars.length) {
    const char = chars[at] ?? "";
    if (space.test(char)) {
      at += 1;
      continue;
    }
    const token = readToken(chars, at);
    tokens.push(token);
    at += token.length;
  }
  tokens.push({ kind: "end", text: "", offset: chars.length, length: 0 });
  return tokens;
}

function readToken(chars: readonly string[], offset: number): Token | BadToken {
  const char = chars[offset] ?? "";
  if (char === '"') return readString(chars, offset);
  if (digit.test(char)) return readNumber(chars, offset);
  if (nameStart.test(char)) return readName(chars, offset);
  const two = char + (chars[offset + 1] ?? "");
  const symbol = symbols.find((known) => known === two) ?? symbols.find((known) => known === char);
  if (symbol !== undefined) return { kind: "symbol", text: symbol, offset, length: symbol.length };
  return { kind: "bad", reason: "character", text: char, offset, length: 1 };
}

function readString(chars: readonly string[], offset: number): Token | BadToken {
  let end = offset + 1;
  while (end < chars.length && chars[end] !== '"') end += chars[end] === "\\" ? 2 : 1;
  const text = chars.slice(offset, end + 1).join("");
  const length = Math.min(end + 1, chars.length) - offset;
  if (end >= chars.length) return { kind: "bad", reason: "string", text, offset, length };
  try {
    JSON.parse(text);
  } catch {
    return { kind: "bad", reason: "string", text, offset, length };
  }
  return { kind: "string", text, offset, length };
}

function readNumber(chars: readonly string[], offset: number): Token | BadToken {
  let end = offset;
  const skipDigits = (): void => {
    while (digit.test(chars[end] ?? "")) end += 1;
  };
  skipDigits();
  if (chars[end] === ".") {
    end += 1;
    skipDigits();
  }
  const bad = namePart.test(chars[end] ?? "") || chars[end] === ".";
  while (namePart.test(chars[end] ?? "")) end += 1;
  const text = chars.slice(offset, end).join("");
  return bad
    ? { kind: "bad", reason: "number", text, offset, length: end - offset }
    : { kind: "number", text, offset, length: end - offset };
}

/** A dotted name is one token: `lines.amount`, `$user.id`. */
function readName(chars: readonly string[], offset: number): Token | BadToken {
  let end = offset;
  for (;;) {
    if (chars[end] === "$") end += 1;
    const start = end;
    if (!nameStart.test(chars[end] ?? "") || chars[end] === "$") {
      return {
        kind: "bad",
        reason: "character",
        text: chars.slice(offset, end + 1).join(""),
        offset: start,
        length: 1,
      };
    }
    while (namePart.test(chars[end] ?? "")) end += 1;
    if (chars[end] !== ".") break;
    end += 1;
  }
  return { kind: "name", text: chars.slice(offset, end).join(""), offset, length: end - offset };
}
