import type { CheckContext, Scope, ScopeName } from "@dougong/expression";

export type RecordContext = Omit<CheckContext, "expected">;

/** Where an expression on a record stands: it decides which roots may be read. */
export type RecordPlace =
  /** Stored with the record: reads neither the person nor what was before. */
  | "stored"
  /** A value for a new record, a filter or a condition of display: `$user`, `$today`, `$now`. */
  | "request"
  /** A rule: `$old` as well. */
  | "rule";

/** What is known of an entity before and after it is compiled. */
export interface ScopedEntity {
  readonly id: string;
  readonly owner: { readonly entity: string; readonly field: string } | null;
  readonly scope: Scope;
}

/** The names that an expression on a record may use; `$parent` in rows, `$user` of the person who acts. */
export function recordContext(
  entities: ReadonlyMap<string, ScopedEntity>,
  entity: ScopedEntity,
  place: RecordPlace,
): RecordContext {
  const owner = entity.owner === null ? undefined : entities.get(entity.owner.entity)?.scope;
  const parent = {
    treeOf: (id: string) => entities.get(id)?.scope.tree,
    ...(owner === undefined ? {} : { parent: owner }),
  };
  if (place === "stored") return { scope: entity.scope, ...parent, allow: { user: false } };
  return {
    scope: entity.scope,
    ...parent,
    ...(place === "rule" ? { roots: { old: recordName(entity) } } : {}),
  };
}

/** A whole record under a name with `$`, whose fields follow after a point. */
export function recordName(entity: ScopedEntity): ScopeName {
  return { type: { kind: "reference", to: entity.id }, follow: () => entity.scope };
}
