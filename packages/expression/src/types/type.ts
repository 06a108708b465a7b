import type { Scope } from "./scope.ts";

/** The type of an expression's value. */
export type Type =
  | { readonly kind: "null" }
  | { readonly kind: "text" }
  | { readonly kind: "integer" }
  /** `scale` null: none inferred, the value is shown in its shortest plain form. */
  | { readonly kind: "decimal"; readonly scale: number | null }
  | { readonly kind: "boolean" }
  | { readonly kind: "date" }
  | { readonly kind: "time" }
  | { readonly kind: "datetime" }
  /** `options` in their order, which is the sort order. */
  | { readonly kind: "choice"; readonly options: readonly string[] }
  | { readonly kind: "choices"; readonly options: readonly string[] }
  /** `to` is a qualified entity id. */
  | { readonly kind: "reference"; readonly to: string }
  | { readonly kind: "references"; readonly to: string }
  /** Rows (lines, found records): `row` resolves bare names inside a row expression. */
  | { readonly kind: "rows"; readonly entity: string; readonly row: Scope }
  /** A list of plain values, `[a, b]`. */
  | { readonly kind: "list"; readonly of: Type }
  | { readonly kind: "json" };
