import type { Catalogue, Entity } from "@dougong/fields";
import { affectedCopies, affectedSums } from "./affected.ts";
import { deferredInvariants } from "./invariants.ts";

/**
 * Names of the deferred constraints that a write of an entity with its rows can break, on whatever table: those of
 * all that its changes are passed on to.
 */
export function constraintsReached(
  catalogue: Catalogue,
  entity: Entity,
  at: "record" | "commit",
): readonly string[] {
  return entitiesReached(catalogue, entity).flatMap((one) => deferredInvariants(one, at));
}

/** The entity, its rows, and all whose stored values may change when they do. */
export function entitiesReached(catalogue: Catalogue, entity: Entity): readonly Entity[] {
  const reached = new Set<Entity>();
  const queue = [entity];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    const rows = [...next.fields.values()].flatMap((field) => {
      const lines =
        field.model.type === "lines" && field.to !== null ? catalogue.entities.get(field.to) : undefined;
      return lines === undefined ? [] : [lines];
    });
    queue.push(
      ...(next === entity ? rows : []),
      ...affectedSums({ catalogue }, next).map((one) => one.entity),
      ...affectedCopies({ catalogue }, next).map((one) => one.entity),
    );
  }
  return [...reached];
}
