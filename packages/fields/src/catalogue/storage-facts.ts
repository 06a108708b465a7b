import type { Checked } from "@dougong/expression";
import { sequenceScope } from "../types/sequence/format.ts";
import { followsReference, isClock, readsOf } from "./checked-reads.ts";
import type { Compilation, EntityDraft, FieldDraft } from "./compilation.ts";
import { type ComputedOrder, fieldsOfExpression, fieldsRead } from "./order-formulas.ts";

/** What is known of computed fields once all are checked. */
export interface StorageFacts {
  /** Lookups that something stored needs. */
  readonly kept: ReadonlySet<FieldDraft>;
  /** Computed fields that read nothing but their record, its rows or its owner. */
  readonly local: ReadonlySet<FieldDraft>;
  readonly ranks: ReadonlyMap<FieldDraft, number>;
}

/** Marks live fields in the compilation: in their order, each after all that it reads. */
export function markLive(compilation: Compilation, order: ComputedOrder): void {
  for (const { field } of order.all) {
    const checked = field.computed?.checked ?? null;
    if (checked === null) continue;
    const clock = readsOf(checked).some(isClock);
    if (clock || fieldsRead(compilation, field).some((read) => compilation.live.has(read.field)))
      compilation.live.add(field);
  }
}

/**
 * @param conditions what else is kept by the database: checks of invariants, conditions of `unique`
 */
export function storageFacts(
  compilation: Compilation,
  order: ComputedOrder,
  conditions: readonly Checked[],
): StorageFacts {
  const kept = new Set<FieldDraft>();
  const keep = (fields: readonly { readonly field: FieldDraft }[]): void => {
    for (const { field } of fields) if (field.model.type === "lookup") kept.add(field);
  };
  for (const checked of conditions) keep(fieldsOfExpression(compilation, checked));
  for (const entity of compilation.entities.values())
    for (const name of storedNames(entity)) {
      const field = entity.fields.get(name);
      if (field !== undefined) keep([{ field }]);
    }
  // each after those that read it, so that one pass reaches lookups of lookups
  for (const { field } of [...order.all].reverse()) {
    const needed = field.model.type !== "lookup" || kept.has(field);
    if (needed && !compilation.live.has(field)) keep(fieldsRead(compilation, field));
  }
  const ranks = new Map(order.all.map(({ field }, index) => [field, index]));
  return { kept, local: localFields(compilation, order), ranks };
}

/** Fields that an entity's indexes, uniques and number scopes name. */
function storedNames({ document, fields }: EntityDraft): readonly string[] {
  const scopes = [...fields.values()].flatMap((field) =>
    field.model.type === "sequence" ? sequenceScope(field.document) : [],
  );
  return [
    ...(document.unique ?? []).flatMap((unique) => unique.fields),
    ...(document.indexes ?? []).flatMap((index) => index.fields.map((name) => name.replace(/^-/, ""))),
    ...(document.exclude ?? []).flatMap((exclude) => [...exclude.equal, ...exclude.range]),
    ...scopes,
  ];
}

function localFields(compilation: Compilation, order: ComputedOrder): ReadonlySet<FieldDraft> {
  const local = new Set<FieldDraft>();
  for (const { field } of order.all) {
    const checked = field.computed?.checked ?? null;
    if (checked === null || field.model.type === "rollup") continue;
    const own = readsOf(checked).every((read) => read.read !== "path" || !followsReference(read));
    const all = fieldsRead(compilation, field).every(
      (read) => read.field.computed === null || local.has(read.field),
    );
    if (own && all) local.add(field);
  }
  return local;
}
