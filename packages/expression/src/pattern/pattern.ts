import { parsePattern } from "./parse-pattern.ts";
import { PatternError, type PatternFault } from "./pattern-node.ts";
import { printPostgres } from "./print-postgres.ts";
import { compileProgram, runProgram } from "./program.ts";

/** A pattern that matches in time linear in the text, so that no designer's text can hang a server. */
export interface Pattern {
  /** True where it matches somewhere in the text; `^` and `$` anchor it. */
  matches(text: string): boolean;
  /** The same as a regular expression of PostgreSQL, for a text of collation "C". */
  readonly postgres: string;
}

/**
 * @example
 * compilePattern("^[A-Z]{2}\\d+$") // { pattern }
 * compilePattern("(?=a)") // { fault: { code: "unsupported_kind", offset: 0, construct: "(?=" } }
 */
export function compilePattern(
  text: string,
): { readonly pattern: Pattern } | { readonly fault: PatternFault } {
  try {
    const parsed = parsePattern(text);
    const program = compileProgram(parsed);
    return { pattern: { matches: (value) => runProgram(program, value), postgres: printPostgres(parsed) } };
  } catch (error) {
    if (error instanceof PatternError) return { fault: error.fault };
    throw error;
  }
}
