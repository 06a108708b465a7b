import type { CheckContext, Checked, Expression } from "@dougong/expression";
import type { ExpressionSource, JsonValue } from "@dougong/model";
import type { Compilation } from "./compilation.ts";
import {
  type Compiled,
  compileConditionSource,
  compileSource,
  compileValueSource,
} from "./compile-source.ts";

/** Where an expression stands: its problems go to this app, at this path. */
export interface Place {
  readonly app: string;
  readonly path: string;
}

export interface CompiledExpression {
  readonly checked: Checked;
  readonly source: Expression;
}

type Reporter = Pick<Compilation, "report">;

/** Reads and checks an expression; null after its problems were reported. */
export function compileExpression(
  reporter: Reporter,
  place: Place,
  source: ExpressionSource,
  context: CheckContext,
): CompiledExpression | null {
  return told(reporter, place, compileSource(source, context));
}

/** As `compileExpression`, for a condition. */
export function compileCondition(
  reporter: Reporter,
  place: Place,
  source: ExpressionSource,
  context: CheckContext,
): CompiledExpression | null {
  return told(reporter, place, compileConditionSource(source, context));
}

/** A member that holds a value: a constant as it is written, or an expression. */
export function compileValue(
  reporter: Reporter,
  place: Place,
  source: JsonValue,
  context: CheckContext,
): { readonly constant: JsonValue } | CompiledExpression | null {
  const compiled = compileValueSource(source, context);
  return "constant" in compiled ? compiled : told(reporter, place, compiled);
}

function told(reporter: Reporter, place: Place, compiled: Compiled): CompiledExpression | null {
  if ("checked" in compiled) return { checked: compiled.checked, source: compiled.expression };
  for (const problem of compiled.problems)
    reporter.report(place.app, { ...problem, path: `${place.path}${problem.path}` });
  return null;
}
