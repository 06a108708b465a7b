import type { Catalogue, Entity } from "@dougong/fields";
import { primaryKeyName } from "./columns.ts";
import { exclusionName } from "./exclusions.ts";
import { fileFields, fileKeyName } from "./file-holders.ts";
import { invariantName } from "./invariants.ts";
import { linkFields, linkKeyName } from "./links.ts";
import { referenceFields, referenceName } from "./references.ts";
import { treeName } from "./tree.ts";
import { uniqueName } from "./unique-indexes.ts";

/** What a constraint's name, as PostgreSQL reports it, means in the design. */
export type ConstraintFacts =
  | {
      readonly kind: "unique";
      readonly entity: string;
      readonly fields: readonly string[];
      readonly index: number;
    }
  /** A row of `entity` points to nothing, or something that it points to was to be removed. */
  | {
      readonly kind: "reference";
      readonly entity: string;
      readonly fields: readonly [string];
      readonly to: string;
    }
  | {
      readonly kind: "invariant";
      readonly entity: string;
      readonly fields: readonly [];
      readonly invariant: string;
      readonly message: string;
    }
  | {
      readonly kind: "exclude";
      readonly entity: string;
      readonly fields: readonly string[];
      readonly index: number;
    }
  /** A record was to be below itself. */
  | { readonly kind: "tree"; readonly entity: string; readonly fields: readonly [string] }
  /** A record with this id exists already. */
  | { readonly kind: "id"; readonly entity: string; readonly fields: readonly ["id"] };

/**
 * Says what a refused write ran into.
 *
 * @param constraint the name that came with SQLSTATE 23505, 23503 or 23514
 * @example constraintFacts(catalogue, "crm__order__fk__customer") // { kind: "reference", entity: "crm.order", fields: ["customer"], to: "crm.customer" }
 */
export function constraintFacts(catalogue: Catalogue, constraint: string): ConstraintFacts | undefined {
  for (const entity of catalogue.entities.values()) {
    const found = factsOf(entity, constraint);
    if (found !== undefined) return found;
  }
  return undefined;
}

function factsOf(entity: Entity, constraint: string): ConstraintFacts | undefined {
  if (constraint === primaryKeyName(entity)) return { kind: "id", entity: entity.id, fields: ["id"] };
  const index = (entity.document.unique ?? []).findIndex(
    (unique) => uniqueName(entity, unique) === constraint,
  );
  const unique = entity.document.unique?.[index];
  if (unique !== undefined) return { kind: "unique", entity: entity.id, fields: unique.fields, index };
  const place = (entity.document.exclude ?? []).findIndex(
    (exclude) => exclusionName(entity, exclude) === constraint,
  );
  const exclude = entity.document.exclude?.[place];
  if (exclude !== undefined)
    return { kind: "exclude", entity: entity.id, fields: exclude.range, index: place };
  const parent = entity.document.tree;
  if (parent !== undefined && treeName(entity, parent) === constraint)
    return { kind: "tree", entity: entity.id, fields: [parent] };
  const field =
    referenceFields(entity).find((one) => referenceName(entity, one.id) === constraint) ??
    linkFields(entity).find((one) => linkKeyName(entity, one.id) === constraint);
  if (field !== undefined) return { kind: "reference", entity: entity.id, fields: [field.id], to: field.to };
  const file = fileFields(entity).find((one) => fileKeyName(entity, one.id) === constraint);
  if (file !== undefined) return { kind: "reference", entity: entity.id, fields: [file.id], to: "$file" };
  const invariant = entity.invariants.find((one) => invariantName(entity, one.id) === constraint);
  if (invariant === undefined) return undefined;
  return {
    kind: "invariant",
    entity: entity.id,
    fields: [],
    invariant: invariant.id,
    message: invariant.message,
  };
}
