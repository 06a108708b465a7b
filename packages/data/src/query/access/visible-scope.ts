import type { Scope, ScopeName, Type } from "@dougong/expression";
import type { Catalogue } from "@dougong/fields";
import type { Access } from "./entity-access.ts";

/**
 * An entity's names as a reader sees them: a field that may not be read is not there, neither here nor
 * behind a reference nor in the rows of a list, so that it answers as a misspelt one does.
 */
export function visibleScope(scope: Scope, catalogue: Catalogue, access: Access): Scope {
  const entity = scope.entity === null ? undefined : catalogue.entities.get(scope.entity);
  const rights = entity === undefined ? undefined : access.of(entity);
  const hidden = (name: string) => entity?.fields.has(name) === true && rights?.field(name) === "none";
  return {
    entity: scope.entity,
    resolve(name) {
      const found = scope.resolve(name);
      return found === undefined || hidden(name) ? undefined : visibleName(found, catalogue, access);
    },
    names: () => scope.names().filter((name) => !hidden(name)),
  };
}

function visibleName(name: ScopeName, catalogue: Catalogue, access: Access): ScopeName {
  const follow = name.follow?.bind(name);
  return {
    ...name,
    type: visibleType(name.type, catalogue, access),
    ...(follow === undefined
      ? {}
      : {
          follow() {
            const target = follow();
            return target === undefined ? undefined : visibleScope(target, catalogue, access);
          },
        }),
  };
}

function visibleType(type: Type, catalogue: Catalogue, access: Access): Type {
  return type.kind === "rows" ? { ...type, row: visibleScope(type.row, catalogue, access) } : type;
}
