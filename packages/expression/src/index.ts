export type { Expression } from "./ast/expression.ts";
export { maxDepth, maxListItems, maxNodes } from "./ast/limits.ts";
export { readDate, readDatetime, readDecimal, readTime } from "./ast/literals.ts";
export { type CheckedExpression, check } from "./check/check.ts";
export { formatDecimal } from "./evaluate/decimal.ts";
export type { Environment, Value } from "./evaluate/environment.ts";
export { evaluate } from "./evaluate/evaluate.ts";
export { lower, lowerCondition, lowerTruth } from "./lower/lower.ts";
export type { SqlEnvironment } from "./lower/sql-environment.ts";
export { sqlFunctions } from "./lower/sql-functions.ts";
export { sqlText } from "./lower/sql-text.ts";
export { sqlType } from "./lower/sql-type.ts";
export { type Normalized, normalize } from "./normalize/normalize.ts";
export { type ReadValue, readValue } from "./normalize/read-value.ts";
export type { Operator } from "./operators/operator.ts";
export { type OperatorName, operatorNamed, operators } from "./operators/registry.ts";
export { type Parsed, parse } from "./parse/parse.ts";
export type { Source } from "./parse/source.ts";
export { compilePattern, type Pattern } from "./pattern/pattern.ts";
export type { PatternFault } from "./pattern/pattern-node.ts";
export { print } from "./print/print.ts";
export {
  arrayParameter,
  type Fragment,
  identifier,
  join,
  type Parameter,
  parameter,
  raw,
  sql,
  toLiteralText,
  toQuery,
} from "./sql/fragment.ts";
export { compareCodePoints, countCodePoints, isStorableText } from "./text/code-points.ts";
export { createZones, type Zone, type Zones } from "./time/zone.ts";
export type { Checked, PathRoot, PathStep } from "./types/checked.ts";
export { childrenOf } from "./types/children.ts";
export { isLive } from "./types/is-live.ts";
export { runs } from "./types/runs.ts";
export type { Runtime } from "./types/runtime.ts";
export type { CheckContext, Scope, ScopeName } from "./types/scope.ts";
export type { Type } from "./types/type.ts";
export { isAssignable, isNumeric, isScalar, isTextual, sameType, typeName } from "./types/type-name.ts";
export { unify } from "./types/unify.ts";
