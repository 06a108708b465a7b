import { readsOf } from "./checked-reads.ts";
import type { Compilation, EntityDraft, FieldDraft } from "./compilation.ts";

interface Node {
  readonly entity: EntityDraft;
  readonly field: FieldDraft;
  readonly key: string;
}

/**
 * The formulas of each entity in an order in which each reads only those before it. Record and row formulas form
 * one graph; formulas of a circle are reported, each of them, and left in document order.
 */
export function orderFormulas(compilation: Compilation): ReadonlyMap<string, readonly string[]> {
  const orders = new Map<string, string[]>();
  const done = new Set<string>();
  const told = new Set<string>();
  for (const entity of compilation.entities.values()) {
    orders.set(entity.id, orders.get(entity.id) ?? []);
    for (const field of entity.fields.values()) if (field.formula !== null) enter(node(entity, field), []);
  }
  return orders;

  function enter(at: Node, open: readonly Node[]): void {
    const start = open.findIndex((entry) => entry.key === at.key);
    if (start >= 0) reportCircle(compilation, open.slice(start), told);
    if (start >= 0 || done.has(at.key)) return;
    for (const next of formulasRead(compilation, at)) enter(next, [...open, at]);
    if (done.has(at.key)) return;
    done.add(at.key);
    const order = orders.get(at.entity.id) ?? [];
    order.push(at.field.id);
    orders.set(at.entity.id, order);
  }
}

function node(entity: EntityDraft, field: FieldDraft): Node {
  return { entity, field, key: `${entity.id}/${field.id}` };
}

function formulasRead(compilation: Compilation, at: Node): readonly Node[] {
  const { checked } = at.field.formula ?? { checked: null };
  if (checked === null) return [];
  return readsOf(checked).flatMap((read) => {
    if (read.read !== "path") return [];
    return read.steps.flatMap((step): readonly Node[] => {
      const entity = step.entity === null ? undefined : compilation.entities.get(step.entity);
      const field = entity?.fields.get(step.name);
      return entity === undefined || field === undefined || field.formula === null
        ? []
        : [node(entity, field)];
    });
  });
}

function reportCircle(compilation: Compilation, circle: readonly Node[], told: Set<string>): void {
  const names = circle.map((entry) =>
    entry.entity === circle[0]?.entity ? entry.field.id : `${entry.entity.document.id}.${entry.field.id}`,
  );
  const path = [...names, names[0] ?? ""].join(" → ");
  for (const entry of circle) {
    if (told.has(entry.key)) continue;
    told.add(entry.key);
    compilation.report(entry.entity.app, {
      code: "cycle",
      path: `${entry.field.path}/formula`,
      params: { path },
      got: path,
    });
  }
}
