import type { FieldDocument } from "@dougong/model";
import { textMember } from "../../values/members.ts";

/** A piece of a sequence's format. */
export type SequenceToken =
  | { readonly token: "text"; readonly text: string }
  | { readonly token: "yyyy" | "yy" | "mm" | "dd" }
  | { readonly token: "seq"; readonly digits: number }
  | { readonly token: "field"; readonly field: string };

/**
 * The pieces of `SO-{yyyy}-{seq:5}`; a format that is not given is `{seq:1}`. `{{` is no escape: a brace that opens no token is undefined.
 */
export function sequenceTokens(field: FieldDocument): readonly SequenceToken[] | undefined {
  const format = textMember(field, "format") ?? "{seq:1}";
  const tokens: SequenceToken[] = [];
  for (const piece of format.split(/(\{[^{}]*\})/)) {
    if (piece === "") continue;
    const token =
      piece.startsWith("{") && piece.endsWith("}") ? readToken(piece.slice(1, -1)) : readText(piece);
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

function readText(text: string): SequenceToken | undefined {
  return /[{}]/.test(text) ? undefined : { token: "text", text };
}

function readToken(name: string): SequenceToken | undefined {
  if (name === "yyyy" || name === "yy" || name === "mm" || name === "dd") return { token: name };
  const digits = /^seq(?::(\d{1,2}))?$/.exec(name);
  if (digits !== null) {
    const width = Number(digits[1] ?? 1);
    return width >= 1 && width <= 18 ? { token: "seq", digits: width } : undefined;
  }
  return /^[a-z][a-z0-9_]*$/.test(name) ? { token: "field", field: name } : undefined;
}

/** The parts of the date, or the fields, within which the count starts anew. */
export function sequenceScope(field: FieldDocument): readonly string[] {
  return Array.isArray(field.per) ? field.per.filter((part): part is string => typeof part === "string") : [];
}
