import type { Problem } from "@dougong/model";
import { isConstant } from "../ast/constant.ts";
import type { Expression } from "../ast/expression.ts";
import { maxListItems, maxNodes } from "../ast/limits.ts";
import { readDecimal } from "../ast/literals.ts";
import { keywords } from "../ast/names.ts";
import { chained, negation, notLevel, precedence } from "../ast/precedence.ts";
import { isStorableText } from "../text/code-points.ts";
import { parseCall } from "./call.ts";
import { SyntaxFault } from "./syntax-fault.ts";
import type { BadToken, Token } from "./token.ts";

/** A parsed node with its place, before pointers are known. */
export interface Node {
  readonly expression: Expression;
  readonly offset: number;
  readonly end: number;
  /** Places of the arguments, in canonical order. */
  readonly children: readonly Node[];
  /** An operator that may go on as a chain: it was not put in brackets. */
  readonly open?: string;
}

/** Parentheses, brackets, calls and prefixes within each other. */
const maxNesting = 200;

/** Infix symbols of the text → canonical names. */
const infix: ReadonlyMap<string, string> = new Map([
  ["OR", "or"],
  ["AND", "and"],
  ["=", "=="],
  ["!=", "!="],
  ["<", "<"],
  ["<=", "<="],
  [">", ">"],
  [">=", ">="],
  ["IN", "in"],
  ["&", "concat"],
  ["+", "+"],
  ["-", "-"],
  ["*", "*"],
  ["/", "/"],
  ["%", "%"],
]);

/** One pass over the tokens of a text; precedence climbing. */
export class Parser {
  readonly problems: Problem[] = [];
  readonly #tokens: readonly (Token | BadToken)[];
  readonly #text: string;
  #place = 0;
  #nesting = 0;
  #leaves = 0;

  constructor(text: string, tokens: readonly (Token | BadToken)[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  /** The token ahead. */
  get ahead(): Token | BadToken {
    const token = this.#tokens[this.#place];
    if (token === undefined) throw new SyntaxFault();
    return token;
  }

  next(): Token | BadToken {
    const token = this.ahead;
    if (token.kind !== "end") this.#place += 1;
    return token;
  }

  isSymbol(text: string): boolean {
    return this.ahead.kind === "symbol" && this.ahead.text === text;
  }

  /** Takes the symbol, or reports that it is needed. */
  expect(symbol: string): Token | BadToken {
    if (!this.isSymbol(symbol)) this.fail(symbol);
    return this.next();
  }

  /** Reports a fault at a token. */
  report(
    problem: Omit<Problem, "path" | "at">,
    token: { readonly offset: number; readonly length: number },
  ): void {
    const at = { text: this.#text, offset: token.offset, length: token.length };
    this.problems.push({ ...problem, path: "", at });
  }

  /** Reports what is needed at the token ahead and leaves the node. */
  fail(expected: string, hint?: string): never {
    const token = this.ahead;
    const bad = token.kind === "bad" ? token.reason : null;
    const got = token.kind === "end" ? null : token.text.slice(0, 80);
    const params = { ...(got === null ? {} : { got }), ...(hint === undefined ? {} : { hint }) };
    if (bad === null)
      this.report({ code: "syntax_error", params: { expected, ...params }, expected, got }, token);
    else this.report({ code: "syntax_error", params, expected, got }, token);
    throw new SyntaxFault();
  }

  /** Runs a part that may nest, and gives up where it nests too deeply. */
  nested(part: () => Node): Node {
    this.#nesting += 1;
    if (this.#nesting > maxNesting) {
      this.report(
        { code: "too_deep", params: { max: maxNesting }, expected: { max: maxNesting } },
        this.ahead,
      );
      throw new SyntaxFault(true);
    }
    const node = part();
    this.#nesting -= 1;
    return node;
  }

  /** The nesting to go back to after a fault inside. */
  get nesting(): number {
    return this.#nesting;
  }

  resumeAt(nesting: number): void {
    this.#nesting = nesting;
  }

  expression(weakest: number): Node {
    let left = this.#prefix(weakest);
    for (;;) {
      const name = infix.get(
        this.ahead.kind === "symbol" || this.ahead.kind === "name" ? this.ahead.text : "",
      );
      const level = name === undefined ? undefined : precedence.get(name);
      if (name === undefined || level === undefined || level < weakest) return left;
      this.next();
      const right = this.nested(() => this.expression(level + 1));
      left = combine(name, left, right);
    }
  }

  #prefix(weakest: number): Node {
    const token = this.ahead;
    if (token.kind === "name" && token.text === "NOT") {
      this.next();
      const inner = this.nested(() => this.expression(Math.max(weakest, notLevel)));
      return {
        expression: { "!": [inner.expression] },
        offset: token.offset,
        end: inner.end,
        children: [inner],
      };
    }
    if (!this.isSymbol("-")) return this.#primary();
    this.next();
    if (this.ahead.kind === "number") return this.#number(token.offset);
    const inner = this.nested(() => this.expression(negation));
    return {
      expression: { "-": [inner.expression] },
      offset: token.offset,
      end: inner.end,
      children: [inner],
    };
  }

  #primary(): Node {
    const token = this.ahead;
    this.#leaves += 1;
    if (this.#leaves > maxNodes) this.#tooMany(maxNodes);
    if (token.kind === "number") return this.#number(null);
    if (token.kind === "string") return this.#string();
    if (token.kind === "name" && !keywords.has(token.text)) return this.#name();
    if (this.isSymbol("(")) {
      this.next();
      const inner = this.nested(() => this.expression(0));
      const close = this.expect(")");
      return {
        expression: inner.expression,
        offset: token.offset,
        end: close.offset + 1,
        children: inner.children,
      };
    }
    if (this.isSymbol("[")) return this.#list();
    const equals = token.kind === "bad" && token.text === "!" ? "NOT" : undefined;
    this.fail("value", equals);
  }

  #tooMany(max: number): never {
    this.report({ code: "too_many", params: { max }, expected: { max } }, this.ahead);
    throw new SyntaxFault(true);
  }

  #number(minus: number | null): Node {
    const token = this.next();
    const offset = minus ?? token.offset;
    const text = (minus === null ? "" : "-") + token.text;
    const end = token.offset + token.length;
    const leaf = (expression: Expression): Node => ({ expression, offset, end, children: [] });
    if (text.includes(".")) {
      const decimal = readDecimal(text.endsWith(".") ? text.slice(0, -1) : text);
      if (decimal !== null) return leaf({ decimal });
    } else if (Number.isSafeInteger(Number(text))) {
      return leaf(Number(text) === 0 ? 0 : Number(text));
    }
    this.report({ code: "out_of_range", got: text.slice(0, 80) }, { offset, length: end - offset });
    return leaf(0);
  }

  #string(): Node {
    const token = this.next();
    const value: unknown = JSON.parse(token.text);
    const text = typeof value === "string" ? value : "";
    if (!isStorableText(text)) this.report({ code: "bad_format", got: token.text.slice(0, 80) }, token);
    return { expression: text, offset: token.offset, end: token.offset + token.length, children: [] };
  }

  #name(): Node {
    const token = this.next();
    if (this.isSymbol("(")) return parseCall(this, token);
    const constant = constants.get(token.text);
    const expression: Expression = constant === undefined ? { var: token.text } : constant.value;
    return { expression, offset: token.offset, end: token.offset + token.length, children: [] };
  }

  #list(): Node {
    const open = this.next();
    const items: Node[] = [];
    while (!this.isSymbol("]")) {
      if (items.length > 0) this.expect(",");
      if (items.length >= maxListItems) this.#tooMany(maxListItems);
      const leaves = this.#leaves;
      const item = this.nested(() => this.expression(0));
      // What is no list of constants is counted once more when the whole is read.
      if (isConstant(item.expression)) this.#leaves = leaves;
      items.push(item);
    }
    const close = this.next();
    const expression = { list: items.map((item) => item.expression) };
    return { expression, offset: open.offset, end: close.offset + 1, children: items };
  }
}

const constants: ReadonlyMap<string, { readonly value: boolean | null }> = new Map([
  ["true", { value: true }],
  ["false", { value: false }],
  ["null", { value: null }],
]);

function combine(name: string, left: Node, right: Node): Node {
  const chain = chained.has(name);
  const parts = chain && left.open === name ? [...left.children, right] : [left, right];
  const node = {
    expression: { [name]: parts.map((part) => part.expression) },
    offset: left.offset,
    end: right.end,
    children: parts,
  };
  return chain ? { ...node, open: name } : node;
}
