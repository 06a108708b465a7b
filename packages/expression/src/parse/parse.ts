import { type Problem, pointer } from "@dougong/model";
import type { Expression } from "../ast/expression.ts";
import { maxTextLength } from "../ast/limits.ts";
import { sizeProblem } from "../ast/size.ts";
import { countCodePoints } from "../text/code-points.ts";
import { type Node, Parser } from "./parser.ts";
import type { Source } from "./source.ts";
import { SyntaxFault } from "./syntax-fault.ts";
import { tokenize } from "./token.ts";

export type Parsed =
  | { readonly expression: Expression; readonly source: Source }
  | { readonly problems: readonly Problem[] };

/**
 * Reads an expression's text into its canonical JSON. Problems are `syntax_error`, `unknown_function`,
 * `bad_format`, `out_of_range`, `too_deep`, `too_many`, each `at` its place in the text.
 *
 * @example
 * parse("qty * 2") // { expression: { "*": [{ var: "qty" }, 2] }, source }
 */
export function parse(text: string): Parsed {
  const length = countCodePoints(text);
  if (length > maxTextLength) {
    const at = { text: "", offset: 0, length: 0 };
    return {
      problems: [
        {
          code: "too_long",
          path: "",
          at,
          params: { max: maxTextLength, length },
          expected: { max: maxTextLength },
        },
      ],
    };
  }
  const parser = new Parser(text, tokenize(text));
  const node = parseAll(parser);
  if (node === null || parser.problems.length > 0) return { problems: parser.problems };
  const size = sizeProblem(node.expression);
  if (size !== null) return { problems: [{ ...size, path: "", at: { text, offset: 0, length } }] };
  const positions = new Map<string, { offset: number; length: number }>();
  collectPositions(node, "", positions);
  return { expression: node.expression, source: { text, positions } };
}

function parseAll(parser: Parser): Node | null {
  try {
    const node = parser.expression(0);
    if (parser.ahead.kind === "end") return node;
    const word = parser.ahead.text.toUpperCase();
    parser.fail("operator", ["AND", "OR", "IN", "NOT"].includes(word) ? word : undefined);
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    return null;
  }
}

function collectPositions(
  node: Node,
  path: string,
  positions: Map<string, { offset: number; length: number }>,
): void {
  positions.set(path, { offset: node.offset, length: node.end - node.offset });
  const name = node.children.length === 0 ? undefined : Object.keys(node.expression ?? {})[0];
  if (name === undefined) return;
  node.children.forEach((child, index) => {
    collectPositions(child, path + pointer(name, index), positions);
  });
}
