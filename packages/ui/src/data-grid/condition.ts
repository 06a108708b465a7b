import type { Expression } from "@dougong/expression";
import type { JsonValue } from "@dougong/model";
import type { PathField } from "../design/path-field.ts";

/** One condition of a list's filter, small enough for the address line. */
export interface Condition {
  readonly path: string;
  readonly operator: string;
  readonly value: JsonValue;
}

/**
 * What a list asks: the view's own filter and every condition.
 *
 * @param fieldOf the field that a condition's path means; conditions on unknown fields are left out
 */
export function toFilter(
  base: Expression | undefined,
  conditions: readonly Condition[],
  fieldOf: (path: string) => PathField | null,
): Expression | undefined {
  const parts: Expression[] = base === undefined || base === null ? [] : [base];
  for (const condition of conditions) {
    const field = fieldOf(condition.path);
    if (field !== null) parts.push(conditionExpression(condition, field));
  }
  if (parts.length < 2) return parts[0];
  return { and: parts };
}

function conditionExpression({ path, operator, value }: Condition, field: PathField): Expression {
  const left: Expression = { var: path };
  if (operator === "isnull") return { isnull: [left] };
  if (operator === "notnull") return { "!": [{ isnull: [left] }] };
  // a record that holds one of the options, or points to one of the records
  if (operator === "in" && ["choices", "references"].includes(field.document.type)) {
    const each = (Array.isArray(value) ? value : []).map(
      (item: JsonValue): Expression => ({ in: [literal(item, field), left] }),
    );
    return each.length === 1 ? (each[0] ?? null) : { or: each };
  }
  if (operator === "in")
    return { in: [left, Array.isArray(value) ? value.map((item: JsonValue) => literal(item, field)) : []] };
  return { [operator]: [left, literal(value, field)] };
}

/** A constant by the field's type: exact decimals, dates as dates. */
function literal(value: JsonValue, field: PathField): Expression {
  const type = typeOf(field);
  if (typeof value === "string") {
    if (type === "decimal" || type === "money" || type === "percent") return { decimal: value };
    if (type === "date") return { date: value };
    if (type === "time") return { time: value };
    if (type === "datetime") return { datetime: value };
    return value;
  }
  return typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** The type that a value is of: of a computed field, its result's. */
export function typeOf(field: PathField): string {
  return field.document["result"] === undefined ? field.document.type : resultType(field);
}

function resultType(field: PathField): string {
  const result = field.document["result"];
  return typeof result === "object" && result !== null && "type" in result && typeof result.type === "string"
    ? result.type
    : "text";
}

/** Reads conditions from the address line; whatever is not one is left out. */
export function readConditions(value: unknown): readonly Condition[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isCondition);
}

function isCondition(value: unknown): value is Condition {
  return (
    typeof value === "object" &&
    value !== null &&
    "path" in value &&
    typeof value.path === "string" &&
    "operator" in value &&
    typeof value.operator === "string" &&
    "value" in value
  );
}
