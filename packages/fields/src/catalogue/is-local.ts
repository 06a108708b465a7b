import type { Checked } from "@dougong/expression";
import type { Entity } from "./catalogue.ts";
import { followsReference, isClock, readsOf } from "./checked-reads.ts";

/** True for an expression that the record, its rows and its owner say all about: no other record is read. */
export function isLocal(
  catalogue: { readonly entities: ReadonlyMap<string, Entity> },
  checked: Checked,
): boolean {
  return readsOf(checked).every((read) => {
    if (read.read !== "path") return true;
    if (followsReference(read) || isClock(read)) return false;
    return read.steps.every(
      (step) => catalogue.entities.get(step.entity ?? "")?.fields.get(step.name)?.local !== false,
    );
  });
}
