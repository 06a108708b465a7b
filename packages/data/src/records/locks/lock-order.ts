import type { Catalogue, Entity } from "@dougong/fields";

/**
 * The one order in which all writes lock records of different entities: what is referenced comes before what
 * refers to it; entities that refer to each other in a cycle stand by id. Gives each entity's place.
 */
export function lockOrder(catalogue: Catalogue): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const reached = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];

  // Tarjan's strongly connected components: each is complete only after all that it refers to.
  const visit = (id: string): void => {
    reached.set(id, reached.size);
    low.set(id, reached.get(id) ?? 0);
    stack.push(id);
    for (const target of targetsOf(catalogue, id)) {
      if (!reached.has(target)) {
        visit(target);
        low.set(id, Math.min(low.get(id) ?? 0, low.get(target) ?? 0));
      } else if (stack.includes(target)) {
        low.set(id, Math.min(low.get(id) ?? 0, reached.get(target) ?? 0));
      }
    }
    if (low.get(id) !== reached.get(id)) return;
    const component = stack.splice(stack.indexOf(id)).sort();
    for (const member of component) places.set(member, places.size);
  };

  for (const id of [...catalogue.entities.keys()].sort()) if (!reached.has(id)) visit(id);
  return places;
}

function targetsOf(catalogue: Catalogue, id: string): readonly string[] {
  const entity = catalogue.entities.get(id);
  if (entity === undefined) return [];
  return [...entity.fields.values()]
    .flatMap((field) => targetsOfField(catalogue, field.type.kind, field.to))
    .filter((target) => target !== id && catalogue.entities.has(target))
    .sort();
}

// An owner locks what its rows refer to; the rows themselves are held by their owner's lock.
function targetsOfField(catalogue: Catalogue, kind: string, to: string | null): readonly string[] {
  if (to === null) return [];
  const rows: Entity | undefined = kind === "rows" ? catalogue.entities.get(to) : undefined;
  if (rows === undefined) return [to];
  return [...rows.fields.values()].flatMap((field) =>
    field.to === null || field.type.kind === "rows" ? [] : [field.to],
  );
}
