import type { Checked } from "@dougong/expression";
import { readsOf } from "./checked-reads.ts";
import type { Compilation, EntityDraft, FieldDraft } from "./compilation.ts";

interface Node {
  readonly entity: EntityDraft;
  readonly field: FieldDraft;
  readonly key: string;
}

/** The computed fields of all entities, as ids of each entity and as one list. */
export interface ComputedOrder {
  readonly byEntity: ReadonlyMap<string, readonly string[]>;
  readonly all: readonly { readonly entity: EntityDraft; readonly field: FieldDraft }[];
}

/**
 * The computed fields (formulas, lookups, rollups) in an order in which each reads only those before it. Those of
 * all entities form one graph; those of a circle are reported, each of them, and left in document order.
 */
export function orderFormulas(compilation: Compilation): ComputedOrder {
  const all: Node[] = [];
  const orders = new Map<string, string[]>();
  const done = new Set<string>();
  const told = new Set<string>();
  for (const entity of compilation.entities.values()) {
    orders.set(entity.id, orders.get(entity.id) ?? []);
    for (const field of entity.fields.values()) if (field.computed !== null) enter(node(entity, field), []);
  }
  return { byEntity: orders, all };

  function enter(at: Node, open: readonly Node[]): void {
    const start = open.findIndex((entry) => entry.key === at.key);
    if (start >= 0) reportCircle(compilation, open.slice(start), told);
    if (start >= 0 || done.has(at.key)) return;
    for (const next of formulasRead(compilation, at)) enter(next, [...open, at]);
    if (done.has(at.key)) return;
    done.add(at.key);
    const order = orders.get(at.entity.id) ?? [];
    order.push(at.field.id);
    all.push(at);
    orders.set(at.entity.id, order);
  }
}

function node(entity: EntityDraft, field: FieldDraft): Node {
  return { entity, field, key: `${entity.id}/${field.id}` };
}

function formulasRead(compilation: Compilation, at: Node): readonly Node[] {
  return fieldsRead(compilation, at.field).flatMap(({ entity, field }) =>
    field.computed === null ? [] : [node(entity, field)],
  );
}

/** Every field that a computed field reads, on the way to other records, too. */
export function fieldsRead(
  compilation: Compilation,
  field: FieldDraft,
): readonly { readonly entity: EntityDraft; readonly field: FieldDraft }[] {
  const { checked, rollup } = field.computed ?? { checked: null, rollup: null };
  const keys = rollup?.by.map((key) => key.other) ?? [];
  return [...(checked === null ? [] : [checked]), ...keys].flatMap((one) =>
    fieldsOfExpression(compilation, one),
  );
}

/** Every field that an expression reads. */
export function fieldsOfExpression(
  compilation: Compilation,
  checked: Checked,
): readonly { readonly entity: EntityDraft; readonly field: FieldDraft }[] {
  return readsOf(checked).flatMap((read) => {
    if (read.read !== "path") return [];
    return read.steps.flatMap((step) => {
      const entity = step.entity === null ? undefined : compilation.entities.get(step.entity);
      const field = entity?.fields.get(step.name);
      return entity === undefined || field === undefined ? [] : [{ entity, field }];
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
      path: `${entry.field.path}/${entry.field.model.type === "lookup" ? "field" : "formula"}`,
      params: { path },
      got: path,
    });
  }
}
