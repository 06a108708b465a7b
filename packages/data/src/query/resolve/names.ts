import type { Scope } from "@dougong/expression";
import type { Catalogue, Entity } from "@dougong/fields";
import type { Access } from "../access/entity-access.ts";
import { visibleScope } from "../access/visible-scope.ts";

/** What names mean in a query: bare ones, and in a query of rows `$parent`, their owner. */
export interface Names {
  readonly scope: Scope;
  readonly parent?: Scope;
  /** The field that makes an entity a tree. */
  readonly treeOf: (entity: string) => string | undefined;
}

/** The names of an entity as a reader sees them. */
export function namesOf(catalogue: Catalogue, access: Access, entity: Entity): Names {
  const scope = visibleScope(entity.scope, catalogue, access);
  const owner = entity.owner === null ? undefined : catalogue.entities.get(entity.owner.entity);
  const treeOf: Names["treeOf"] = (id) => catalogue.entities.get(id)?.scope.tree;
  return owner === undefined
    ? { scope, treeOf }
    : { scope, treeOf, parent: visibleScope(owner.scope, catalogue, access) };
}
