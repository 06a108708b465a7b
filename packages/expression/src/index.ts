export type { Expression } from "./ast/expression.ts";
export type { Type } from "./types/type.ts";
export type { CheckContext, Scope, ScopeName } from "./types/scope.ts";
export type { Checked, PathRoot, PathStep } from "./types/checked.ts";
export { type Fragment, type Parameter, identifier, join, parameter, raw, sql, toLiteralText, toQuery } from "./sql/fragment.ts";
export type { Environment, Value } from "./evaluate/environment.ts";
export type { SqlEnvironment } from "./lower/sql-environment.ts";
