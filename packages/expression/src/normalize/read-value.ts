import { isJsonObject, type JsonObject, type JsonValue, type Problem } from "@dougong/model";
import type { Expression } from "../ast/expression.ts";
import { isLiteralKind } from "../ast/literals.ts";
import { operatorNamed } from "../operators/registry.ts";
import { parse } from "../parse/parse.ts";
import { type Source, shiftSource } from "../parse/source.ts";
import { normalize } from "./normalize.ts";

export type ReadValue =
  | { readonly value: JsonValue }
  | { readonly expression: Expression; readonly source?: Source }
  | { readonly problems: readonly Problem[] };

/**
 * Reads a member that holds a value (contract 0.2): a string is literal unless it begins with `=`,
 * an object with one operator is an expression, `{"literal": …}` is taken as is, and `'=…` loses its `'`.
 *
 * @example
 * readValue("=$today") // { expression: { var: "$today" }, source }
 * readValue("'=1+1") // { value: "=1+1" }
 */
export function readValue(source: JsonValue): ReadValue {
  if (typeof source === "string") return readText(source);
  if (!isJsonObject(source)) return { value: source };
  const names = Object.keys(source);
  const name = names.length === 1 ? names[0] : undefined;
  if (name === undefined) return { value: source };
  if (name === "literal") return { value: source.literal ?? null };
  return isOperatorObject(name, source) ? normalize(source) : { value: source };
}

function readText(text: string): ReadValue {
  if (/^'+=/.test(text)) return { value: text.slice(1) };
  if (!text.startsWith("=")) return { value: text };
  const parsed = parse(text.slice(1));
  if ("expression" in parsed)
    return { expression: parsed.expression, source: shiftSource(parsed.source, "=") };
  return { problems: parsed.problems.map((problem) => shiftProblem(problem, text)) };
}

function shiftProblem(problem: Problem, text: string): Problem {
  return problem.at === undefined
    ? problem
    : { ...problem, at: { text, offset: problem.at.offset + 1, length: problem.at.length } };
}

function isOperatorObject(name: string, source: JsonObject): boolean {
  const value = source[name];
  if (name === "var" || isLiteralKind(name))
    return typeof value === "string" || operatorNamed(name) !== undefined;
  return name === "list" || operatorNamed(name) !== undefined;
}
