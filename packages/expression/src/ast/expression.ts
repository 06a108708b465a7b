/**
 * An expression in its canonical spelling: JSON-Logic with arguments always in an array
 * (contract 0.2). `{"+":[{"var":"price"},{"decimal":"0.10"}]}`.
 */
export type Expression =
  | null
  | boolean
  | number
  | string
  | readonly Expression[]
  | { readonly [operator: string]: Expression };
