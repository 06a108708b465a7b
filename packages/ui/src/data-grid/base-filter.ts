import { type Expression, parse } from "@dougong/expression";
import type { JsonValue, ViewDocument } from "@dougong/model";

/** The view's own filter as an expression; documents may spell it as text. */
export function baseFilter(view: ViewDocument | undefined): Expression | undefined {
  const source = view?.filter;
  if (source === undefined || source === null) return undefined;
  if (typeof source !== "string") return toExpression(source);
  const parsed = parse(source);
  return "expression" in parsed ? parsed.expression : undefined;
}

function toExpression(value: JsonValue): Expression {
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) return value.map(toExpression);
  return Object.fromEntries(
    Object.entries(value).map(([operator, item]) => [operator, toExpression(item ?? null)]),
  );
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
