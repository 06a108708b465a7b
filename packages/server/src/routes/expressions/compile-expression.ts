import { type Checked, type Expression, print, runs, typeName } from "@dougong/expression";
import {
  type Catalogue,
  compileSource,
  type Entity,
  readName,
  readsOf,
  recordContext,
  recordName,
} from "@dougong/fields";
import { type ExpressionSource, ProblemError, pointer } from "@dougong/model";

/** An expression that was understood, with the entity whose names it uses. */
export interface CompiledExpression {
  readonly entity: Entity;
  readonly checked: Checked;
  readonly expression: Expression;
}

/**
 * Understands an expression over an entity's names, with `$user`, `$old` and `$record`.
 *
 * @throws ProblemError `not_found` for the entity, `validation_failed` with every fault of the expression
 */
export function compileExpression(
  catalogue: Catalogue,
  entityId: string,
  source: ExpressionSource,
): CompiledExpression {
  const entity = catalogue.entities.get(entityId);
  if (entity === undefined) throw new ProblemError("not_found");
  const context = recordContext(catalogue.entities, entity, "rule");
  const compiled = compileSource(source, {
    ...context,
    roots: { ...context.roots, record: recordName(entity) },
  });
  if ("problems" in compiled) {
    throw new ProblemError(
      "validation_failed",
      compiled.problems.map((problem) => ({ ...problem, path: `${pointer("expression")}${problem.path}` })),
    );
  }
  return { entity, ...compiled };
}

/** What `compile` answers: both spellings, the type, what is read, and where it can run. */
export function describeExpression({ checked, expression }: CompiledExpression) {
  return {
    json: expression,
    text: print(expression),
    type: typeName(checked.type),
    reads: [...new Set(readsOf(checked).map(readName))],
    runs: runs(checked),
  };
}
