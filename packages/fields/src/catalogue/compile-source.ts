import {
  type CheckContext,
  type Checked,
  check,
  type Expression,
  normalize,
  readValue,
  typeName,
} from "@dougong/expression";
import type { ExpressionSource, JsonValue, Problem } from "@dougong/model";

export type Compiled =
  | { readonly checked: Checked /** Canonical JSON. */; readonly expression: Expression }
  | { readonly problems: readonly Problem[] };

/** Reads and checks an expression of a document or request. Problems have their path inside the expression. */
export function compileSource(source: ExpressionSource, context: CheckContext): Compiled {
  const normalized = normalize(source);
  if ("problems" in normalized) return normalized;
  const result = check(normalized.expression, context, normalized.source);
  return "problems" in result ? result : { checked: result.checked, expression: result.expression };
}

/** As `compileSource`, for a condition: anything but true or false is a `type_mismatch`. */
export function compileConditionSource(source: ExpressionSource, context: CheckContext): Compiled {
  const compiled = compileSource(source, { ...context, expected: { kind: "boolean" } });
  if ("problems" in compiled) return compiled;
  const { kind } = compiled.checked.type;
  if (kind === "boolean" || kind === "null") return compiled;
  return {
    problems: [
      {
        code: "type_mismatch",
        variant: "condition",
        path: "",
        expected: "boolean",
        got: typeName(compiled.checked.type),
      },
    ],
  };
}

/** A member that holds a value: a constant as it is written, or an expression. */
export function compileValueSource(
  source: JsonValue,
  context: CheckContext,
): { readonly constant: JsonValue } | Compiled {
  const read = readValue(source);
  if ("problems" in read) return read;
  if ("value" in read) return { constant: read.value };
  const result = check(read.expression, context, read.source);
  return "problems" in result ? result : { checked: result.checked, expression: result.expression };
}
