import type { Expression } from "../ast/expression.ts";
import { isLiteralKind } from "../ast/literals.ts";
import { pathOf, splitList } from "../ast/names.ts";
import { chained, negation, notLevel, precedence } from "../ast/precedence.ts";
import type { Operator } from "../operators/operator.ts";
import { operatorNamed, shortSize } from "../operators/registry.ts";

/**
 * The text of a canonical expression; `parse` gives back the same JSON.
 *
 * @example
 * print({ sum: [{ var: "lines" }, { var: "amount" }] }) // "SUM(lines.amount)"
 */
export function print(expression: Expression): string {
  return printNode(expression).text;
}

/** Text with the strength that holds it together. */
interface Printed {
  readonly text: string;
  readonly level: number;
}

const strongest = negation + 1;

function printNode(expression: Expression): Printed {
  if (typeof expression === "string") return { text: JSON.stringify(expression), level: strongest };
  if (typeof expression !== "object" || expression === null)
    return { text: String(expression), level: strongest };
  if (Array.isArray(expression)) return { text: printList(expression), level: strongest };
  const [name = "", args = null] = Object.entries(expression)[0] ?? [];
  if (name === "var") return { text: String(args), level: strongest };
  if (typeof args === "string" && isLiteralKind(name))
    return { text: printLiteral(name, args), level: strongest };
  const list: readonly Expression[] = Array.isArray(args) ? args : [];
  if (name === "list") return { text: printList(list), level: strongest };
  const operator = operatorNamed(name);
  return operator === undefined
    ? { text: `${name}(${joined(list)})`, level: strongest }
    : printCall(operator, list);
}

function printLiteral(name: string, text: string): string {
  if (name === "decimal") return text.includes(".") ? text : `${text}.`;
  return `${name.toUpperCase()}(${JSON.stringify(text)})`;
}

function printList(items: readonly Expression[]): string {
  return `[${joined(items)}]`;
}

function joined(items: readonly Expression[]): string {
  return items.map(print).join(", ");
}

function printCall(operator: Operator, args: readonly Expression[]): Printed {
  const { name } = operator;
  if (name === "-" && args.length === 1)
    return { text: `-${printNegated(args[0] ?? null)}`, level: negation };
  if (operator.form === "prefix")
    return { text: `${operator.text} ${wrap(args[0] ?? null, notLevel)}`, level: notLevel };
  const level = precedence.get(name);
  if (operator.form === "function" || level === undefined) {
    return { text: `${operator.text}(${functionArguments(operator, args)})`, level: strongest };
  }
  const parts = args.map((arg, index) => wrap(arg, index === 0 && !continues(name, arg) ? level : level + 1));
  return { text: parts.join(` ${operator.text} `), level };
}

/** True where the first operand without brackets would melt into the chain. */
function continues(name: string, first: Expression): boolean {
  return chained.has(name) && typeof first === "object" && first !== null && Object.hasOwn(first, name);
}

/** A number after a minus sign would be read as a negative number. */
function printNegated(arg: Expression): string {
  const text = wrap(arg, negation);
  return /^[0-9]/.test(text) ? `(${text})` : text;
}

function wrap(expression: Expression, least: number): string {
  const { text, level } = printNode(expression);
  return level < least ? `(${text})` : text;
}

function functionArguments(operator: Operator, args: readonly Expression[]): string {
  const [list, value, ...rest] = args;
  if (
    args.length === shortSize(operator) + 1 &&
    list !== undefined &&
    value !== undefined &&
    operator.scalar === undefined &&
    operator.aggregate !== undefined
  ) {
    const [listName, valueName] = [pathOf(list), pathOf(value)];
    const name = listName === null || valueName === null ? null : `${listName}.${valueName}`;
    if (name !== null && splitList(name)?.[0] === listName) return [name, ...rest.map(print)].join(", ");
  }
  return joined(args);
}
