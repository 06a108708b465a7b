import type { Type } from "./type.ts";

/**
 * What names mean at a place. The record's scope resolves its fields and system fields;
 * a name that is not there answers undefined, and a hidden field is not there.
 */
export interface Scope {
  /** Qualified id of the entity whose fields these are; null for parameter-like scopes. */
  readonly entity: string | null;
  resolve(name: string): ScopeName | undefined;
  /** The reference to its like that makes the entity a tree; UNDER climbs it. */
  readonly tree?: string;
  /** All names, to propose the nearest one. */
  names(): readonly string[];
}

export interface ScopeName {
  readonly type: Type;
  /** For a reference: what `.x` after it means. Resolved late, so that entities may point at each other. */
  follow?(): Scope | undefined;
  /** True when the value is worked out at each read (contract: live values). */
  readonly live?: boolean;
}

/** Where an expression stands, so which roots it may use. */
export interface CheckContext {
  /** Bare names. */
  readonly scope: Scope;
  /** `$parent.x`: the owner, in a row's expression at top level. */
  readonly parent?: Scope;
  /** `$old`, `$input`, `$record`, `$settings`, `$param` … by root name without `$`. */
  readonly roots?: Readonly<Record<string, ScopeName>>;
  /** Whether `$user`, `$today`, `$now` may be read. Default all true. */
  readonly allow?: { readonly user?: boolean; readonly live?: boolean };
  /** `$rows`: the implied list of a measure or a rollup. */
  readonly rows?: Extract<Type, { kind: "rows" }>;
  /** `$parent.x` inside of `$rows`: their owner's names, where `$rows` are rows that a record owns. */
  readonly rowsParent?: Scope;
  /** The field that makes an entity a tree, as `Scope.tree`; UNDER needs it. */
  readonly treeOf?: (entity: string) => string | undefined;
  /** The type wanted, so that a constant string can be read as a date or an option. */
  readonly expected?: Type;
}
