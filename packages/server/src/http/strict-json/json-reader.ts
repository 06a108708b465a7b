import { type Problem, pointer } from "@dougong/model";
import { isExactNumber } from "./exact-number.ts";
import { type JsonReading, JsonSyntaxFault } from "./json-fault.ts";

const whitespace = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them inside strings
const plainString = /"[^"\\\u0000-\u001f]*"/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them inside strings
const anyString = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/** Where one reading stands. */
interface Cursor {
  readonly text: string;
  readonly maxDepth: number;
  readonly problems: Problem[];
  at: number;
}

function skip(cursor: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text);
  if (match === null) return null;
  cursor.at = pattern.lastIndex;
  return match[0];
}

function expect(cursor: Cursor, character: string): void {
  if (cursor.text[cursor.at] !== character) throw new JsonSyntaxFault(cursor.at);
  cursor.at += 1;
}

function readString(cursor: Cursor): string {
  const plain = skip(cursor, plainString);
  if (plain !== null) return plain.slice(1, -1);
  const escaped = skip(cursor, anyString);
  if (escaped === null) throw new JsonSyntaxFault(cursor.at);
  const value: unknown = JSON.parse(escaped);
  if (typeof value !== "string") throw new JsonSyntaxFault(cursor.at);
  return value;
}

/** PostgreSQL's text holds neither U+0000 nor half a character. */
function checkText(cursor: Cursor, value: string, path: string): void {
  if (value.includes("\u0000")) {
    cursor.problems.push({
      code: "bad_format",
      path,
      variant: "nul",
      expected: "text without U+0000",
      got: "U+0000",
    });
  } else if (/\p{Surrogate}/u.test(value)) {
    cursor.problems.push({
      code: "bad_format",
      path,
      variant: "surrogate",
      expected: "whole Unicode characters",
      got: "a lone surrogate",
    });
  }
}

function readNumber(cursor: Cursor, path: string): number {
  const literal = skip(cursor, number);
  if (literal === null || literal === "") throw new JsonSyntaxFault(cursor.at);
  if (!isExactNumber(literal)) {
    cursor.problems.push({
      code: "out_of_range",
      path,
      variant: "inexact",
      expected: "a number of at most 15 digits, or a string",
      got: literal.slice(0, 100),
    });
  }
  return Number(literal);
}

function readWord(cursor: Cursor): true | false | null {
  for (const [word, value] of [
    ["true", true],
    ["false", false],
    ["null", null],
  ] as const) {
    if (cursor.text.startsWith(word, cursor.at)) {
      cursor.at += word.length;
      return value;
    }
  }
  throw new JsonSyntaxFault(cursor.at);
}

function readArray(cursor: Cursor, path: string, depth: number): unknown[] {
  const items: unknown[] = [];
  expect(cursor, "[");
  skip(cursor, whitespace);
  if (cursor.text[cursor.at] === "]") {
    cursor.at += 1;
    return items;
  }
  for (;;) {
    items.push(readValue(cursor, `${path}/${items.length}`, depth));
    if (cursor.text[cursor.at] !== ",") break;
    cursor.at += 1;
  }
  expect(cursor, "]");
  return items;
}

function checkMember(cursor: Cursor, members: Record<string, unknown>, name: string, path: string): void {
  checkText(cursor, name, path);
  if (name === "__proto__" || (name === "prototype" && path.endsWith("/constructor/prototype"))) {
    cursor.problems.push({ code: "unknown_member", path, params: { name }, got: name });
  }
  if (Object.hasOwn(members, name)) {
    cursor.problems.push({
      code: "malformed_json",
      path,
      variant: "duplicate",
      params: { name, reason: `"${name.slice(0, 60)}" is given twice` },
      expected: "each member once",
      got: name,
    });
  }
}

function readObject(cursor: Cursor, path: string, depth: number): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  expect(cursor, "{");
  skip(cursor, whitespace);
  if (cursor.text[cursor.at] === "}") {
    cursor.at += 1;
    return members;
  }
  for (;;) {
    skip(cursor, whitespace);
    const name = readString(cursor);
    const place = `${path}${pointer(name)}`;
    checkMember(cursor, members, name, place);
    skip(cursor, whitespace);
    expect(cursor, ":");
    const value = readValue(cursor, place, depth);
    if (name !== "__proto__") members[name] = value;
    if (cursor.text[cursor.at] !== ",") break;
    cursor.at += 1;
  }
  expect(cursor, "}");
  return members;
}

class DepthExceeded extends Error {
  readonly path: string;
  constructor(path: string) {
    super("too deep");
    this.path = path;
  }
}

function readValue(cursor: Cursor, path: string, depth: number): unknown {
  skip(cursor, whitespace);
  const first = cursor.text[cursor.at];
  let value: unknown;
  if (first === "{" || first === "[") {
    if (depth >= cursor.maxDepth) throw new DepthExceeded(path);
    value = first === "{" ? readObject(cursor, path, depth + 1) : readArray(cursor, path, depth + 1);
  } else if (first === '"') {
    const text = readString(cursor);
    checkText(cursor, text, path);
    value = text;
  } else if (first !== undefined && (first === "-" || (first >= "0" && first <= "9"))) {
    value = readNumber(cursor, path);
  } else {
    value = readWord(cursor);
  }
  skip(cursor, whitespace);
  return value;
}

/**
 * Reads I-JSON (RFC 7493) and says all that is wrong with it: a member given twice, `__proto__`,
 * U+0000, half a surrogate pair, a number that a double would change, nesting beyond `maxDepth`.
 *
 * @throws JsonSyntaxFault where the text is no JSON
 * @example readJson('{"a":1,"a":2}', 128).problems[0].code // "malformed_json"
 */
export function readJson(text: string, maxDepth: number): JsonReading {
  const cursor: Cursor = { text, maxDepth, problems: [], at: text.startsWith("\uFEFF") ? 1 : 0 };
  try {
    const value = readValue(cursor, "", 0);
    if (cursor.at !== text.length) throw new JsonSyntaxFault(cursor.at);
    return { value, problems: cursor.problems };
  } catch (error) {
    if (!(error instanceof DepthExceeded)) throw error;
    const place = error.path.split("/").slice(0, 9).join("/");
    return {
      value: null,
      problems: [
        ...cursor.problems,
        { code: "too_deep", path: place, params: { max: maxDepth }, expected: { depth: maxDepth } },
      ],
    };
  }
}
