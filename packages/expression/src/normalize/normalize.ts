import { type JsonValue, nearest, type Problem, pointer } from "@dougong/model";
import { isConstant } from "../ast/constant.ts";
import type { Expression } from "../ast/expression.ts";
import { maxDepth, maxListItems, maxNodes } from "../ast/limits.ts";
import { decimalFromNumber, isLiteralKind, literalReaders } from "../ast/literals.ts";
import { isPath, pathOf, splitList } from "../ast/names.ts";
import type { Operator } from "../operators/operator.ts";
import { operatorNamed, operators, shortSize } from "../operators/registry.ts";
import { parse } from "../parse/parse.ts";
import type { Source } from "../parse/source.ts";
import { isStorableText } from "../text/code-points.ts";
import { arityProblem } from "./arity.ts";

export type Normalized =
  | { readonly expression: Expression /** Present where the source was text. */; readonly source?: Source }
  | { readonly problems: readonly Problem[] };

/**
 * Reads an expression from a document or request, in either spelling, into canonical JSON.
 * Problems of JSON have the pointer inside it, problems of text have `path` "" and `at`.
 *
 * @example
 * normalize({ "+": [{ var: "a" }, 0.5] }) // { expression: { "+": [{ var: "a" }, { decimal: "0.5" }] } }
 */
export function normalize(source: JsonValue): Normalized {
  if (typeof source === "string") return parse(source);
  const reader = new Reader();
  const expression = reader.read(source, [], 1);
  return reader.problems.length > 0 ? { problems: reader.problems } : { expression };
}

type Path = readonly (string | number)[];

/** Walks the JSON once; answers null in the place of what is wrong. */
class Reader {
  readonly problems: Problem[] = [];
  #nodes = 0;

  read(source: JsonValue | undefined, path: Path, depth: number): Expression {
    this.#nodes += 1;
    if (this.#nodes > maxNodes) return this.#limit("too_many", maxNodes);
    if (depth > maxDepth) return this.#limit("too_deep", maxDepth);
    if (source === undefined || source === null || typeof source === "boolean") return source ?? null;
    if (typeof source === "number") return this.#number(source, path);
    if (typeof source === "string") return this.#text(source, path);
    if (isArray(source)) return this.#list(source, path, depth);
    const entries = Object.entries(source);
    const [entry] = entries;
    if (entry === undefined || entries.length !== 1) {
      return this.#problem(path, {
        code: "syntax_error",
        variant: "operator",
        expected: "{operator: [arguments]}",
        got: entries.length,
      });
    }
    return this.#object(entry[0], entry[1] ?? null, path, depth);
  }

  #object(name: string, given: JsonValue, path: Path, depth: number): Expression {
    const inner = [...path, name];
    const value = isLiteralKind(name) ? onlyText(given) : given;
    if (name === "var") return this.#name(value, inner);
    if (name === "literal") return this.#literal(value, inner, depth);
    if (typeof value === "string" && isLiteralKind(name)) {
      const read = literalReaders[name](value);
      return read === null ? this.#problem(inner, format(name, value)) : { [name]: read };
    }
    if (name === "list" && isArray(value)) return this.#list(value, inner, depth);
    const operator = operatorNamed(name);
    if (operator === undefined) {
      const near = nearest(name, Object.keys(operators));
      const params = { name: name.slice(0, 80), ...(near === undefined ? {} : { nearest: near }) };
      return this.#problem(path, {
        code: "unknown_function",
        params,
        expected: near ?? null,
        got: name.slice(0, 80),
      });
    }
    if (!isArray(value))
      return this.#problem(inner, {
        code: "syntax_error",
        variant: "operator",
        expected: "[arguments]",
        got: typeof value,
      });
    const wrong = arityProblem(operator, value.length);
    if (wrong !== null) return this.#problem(inner, wrong);
    return { [name]: splitRows(operator, this.#items(value, inner, depth)) };
  }

  #items(items: readonly JsonValue[], path: Path, depth: number): readonly Expression[] {
    const read: Expression[] = [];
    for (const [index, item] of items.entries()) {
      if (this.#nodes > maxNodes) break;
      read.push(this.read(item, [...path, index], depth + 1));
    }
    return read;
  }

  // Constants count only where other items stand among them.
  #list(items: readonly JsonValue[], path: Path, depth: number): Expression {
    if (items.length > maxListItems) return this.#limit("too_many", maxListItems);
    let constants = 0;
    const list = items.map((item, index) => {
      const before = this.#nodes;
      const read = this.#nodes > maxNodes ? null : this.read(item, [...path, index], depth + 1);
      if (!isConstant(read) || this.#nodes > before + 1) return read;
      this.#nodes = before;
      constants += 1;
      return read;
    });
    if (constants < items.length) this.#nodes += constants;
    return this.#nodes > maxNodes ? this.#limit("too_many", maxNodes) : { list };
  }

  #number(value: number, path: Path): Expression {
    if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
    const decimal = Number.isInteger(value) ? null : decimalFromNumber(value);
    return decimal === null ? this.#problem(path, { code: "out_of_range", got: value }) : { decimal };
  }

  #text(value: string, path: Path): Expression {
    return isStorableText(value) ? value : this.#problem(path, { code: "bad_format", expected: "text" });
  }

  #name(value: JsonValue, path: Path): Expression {
    if (typeof value === "string" && isPath(value)) return { var: value };
    const got = typeof value === "string" ? value.slice(0, 80) : typeof value;
    return this.#problem(path, { code: "unknown_field", params: { name: got }, got });
  }

  #literal(value: JsonValue, path: Path, depth: number): Expression {
    if (isArray(value) || typeof value !== "object" || value === null) return this.read(value, path, depth);
    return this.#problem(path, { code: "unsupported_kind", params: { name: "object" }, got: "object" });
  }

  #limit(code: "too_deep" | "too_many", max: number): null {
    const known = this.problems.some((problem) => problem.code === code);
    return known ? null : this.#problem([], { code, params: { max }, expected: { max } });
  }

  #problem(path: Path, problem: Omit<Problem, "path">): null {
    this.problems.push({ ...problem, path: path.length === 0 ? "" : pointer(...path) });
    return null;
  }
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** `{"date":["2026-01-31"]}` is the literal `{"date":"2026-01-31"}`, as `DATE("2026-01-31")` is. */
function onlyText(value: JsonValue): JsonValue {
  const [text] = isArray(value) && value.length === 1 ? value : [];
  return typeof text === "string" ? text : value;
}

/** `{"sum":[{"var":"lines.amount"}]}` is a short form of list and value, as in text. */
function splitRows(operator: Operator, args: readonly Expression[]): readonly Expression[] {
  const [first, ...rest] = args;
  const name = first === undefined ? null : pathOf(first);
  const parts =
    name === null || operator.aggregate === undefined || args.length !== shortSize(operator)
      ? null
      : splitList(name);
  return parts === null ? args : [{ var: parts[0] }, { var: parts[1] }, ...rest];
}

function format(kind: string, text: string): Omit<Problem, "path"> {
  return {
    code: "bad_format",
    params: { label: JSON.stringify(text.slice(0, 80)), expected: kind },
    expected: kind,
    got: text.slice(0, 80),
  };
}
