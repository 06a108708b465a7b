import { nearest } from "@dougong/model";
import type { Expression } from "../ast/expression.ts";
import { isLiteralKind, literalReaders } from "../ast/literals.ts";
import { pathOf, splitList } from "../ast/names.ts";
import { arityProblem } from "../normalize/arity.ts";
import type { Operator } from "../operators/operator.ts";
import { functionNamed, functionNames, shortSize } from "../operators/registry.ts";
import type { Node, Parser } from "./parser.ts";
import { SyntaxFault } from "./syntax-fault.ts";
import type { BadToken, Token } from "./token.ts";

/** `NAME(a, b)`: the name is read, the bracket is ahead. */
export function parseCall(parser: Parser, name: Token | BadToken): Node {
  parser.next();
  const { args, end } = parseArguments(parser);
  const node = (expression: Expression, children: readonly Node[]): Node => ({
    expression,
    offset: name.offset,
    end,
    children,
  });
  const place = { offset: name.offset, length: end - name.offset };
  const literal = readLiteral(name.text.toLowerCase(), args);
  if (literal !== null) {
    if (literal.expression === null) {
      const expected = name.text.toLowerCase();
      parser.report(
        { code: "bad_format", params: { label: literal.text, expected }, expected, got: literal.text },
        place,
      );
    }
    return node(literal.expression, []);
  }
  const operator = functionNamed(name.text);
  if (operator === undefined) {
    const near = nearest(name.text, functionNames());
    const params = { name: name.text, ...(near === undefined ? {} : { nearest: near }) };
    parser.report({ code: "unknown_function", params, expected: near ?? null, got: name.text }, name);
    return node(null, []);
  }
  const wrong = args.some((arg) => arg === null) ? null : arityProblem(operator, args.length);
  if (wrong !== null) parser.report(wrong, place);
  const children = splitArguments(
    operator,
    args.filter((arg) => arg !== null),
  );
  return node({ [operator.name]: children.map((child) => child.expression) }, children);
}

/** Arguments up to the closing bracket; one that could not be read is null, and the next is tried. */
function parseArguments(parser: Parser): { readonly args: readonly (Node | null)[]; readonly end: number } {
  const args: (Node | null)[] = [];
  while (!parser.isSymbol(")")) {
    if (args.length > 0) parser.expect(",");
    const nesting = parser.nesting;
    try {
      args.push(parser.nested(() => parser.expression(0)));
      if (!parser.isSymbol(",") && !parser.isSymbol(")")) parser.fail(")");
    } catch (error) {
      if (!(error instanceof SyntaxFault) || error.final) throw error;
      parser.resumeAt(nesting);
      skipArgument(parser);
      args.push(null);
    }
  }
  return { args, end: parser.next().offset + 1 };
}

/** Goes on at the comma or bracket that ends the argument. */
function skipArgument(parser: Parser): void {
  let depth = 0;
  for (;;) {
    const { kind, text } = parser.ahead;
    if (kind === "end") throw new SyntaxFault();
    if (kind === "symbol" && depth === 0 && (text === "," || text === ")")) return;
    if (kind === "symbol" && (text === "(" || text === "[")) depth += 1;
    if (kind === "symbol" && (text === ")" || text === "]")) depth -= 1;
    parser.next();
  }
}

/** `DATE("2026-01-31")`: with a constant string a function of that name is a typed literal. */
function readLiteral(
  name: string,
  args: readonly (Node | null)[],
): { readonly expression: Expression; readonly text: string } | null {
  const text = args[0]?.expression;
  if (args.length !== 1 || typeof text !== "string" || !isLiteralKind(name) || name === "decimal")
    return null;
  const value = literalReaders[name](text);
  return { expression: value === null ? null : { [name]: value }, text };
}

/** `SUM(lines.amount)` is `SUM(lines, amount)`, and `JOIN(lines.name, ", ")` has the list first, too. */
function splitArguments(operator: Operator, args: readonly Node[]): readonly Node[] {
  const [first, ...rest] = args;
  if (operator.aggregate === undefined || first === undefined || args.length !== shortSize(operator))
    return args;
  const name = pathOf(first.expression);
  const parts = name === null ? null : splitList(name);
  if (parts === null) return args;
  const cut = first.offset + Array.from(parts[0]).length;
  const list: Node = { expression: { var: parts[0] }, offset: first.offset, end: cut, children: [] };
  const value: Node = { expression: { var: parts[1] }, offset: cut + 1, end: first.end, children: [] };
  return [list, value, ...rest];
}
