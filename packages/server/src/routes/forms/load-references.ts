import type { QueryService, ReadContext } from "@dougong/data";
import type { Environment, Value } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { isJsonObject, isRecordId, type JsonObject, type JsonValue } from "@dougong/model";

type Found = Readonly<Record<string, Value | undefined>>;

/** References of references are followed so deep, as far as a path may reach. */
const depth = 3;
const pageSize = 500;

/** Ids that a record and its rows hold, by the entity they belong to. */
function referencesOf(
  context: ReadContext,
  entity: Entity,
  record: JsonObject,
  wanted: Map<string, Set<string>>,
): void {
  for (const field of entity.fields.values()) {
    const value: JsonValue | undefined = Object.hasOwn(record, field.id) ? record[field.id] : undefined;
    const target = field.to === null ? undefined : context.catalogue.entities.get(field.to);
    if (target === undefined) continue;
    if (field.type.kind === "rows") {
      if (!Array.isArray(value)) continue;
      for (const row of value) if (isJsonObject(row)) referencesOf(context, target, row, wanted);
    } else if (typeof value === "string" && isRecordId(value)) {
      wanted.set(target.id, (wanted.get(target.id) ?? new Set()).add(value));
    }
  }
}

/**
 * Reads the records that a record leads to, with the caller's rights, for an evaluation that follows references. One that
 * is out of sight is null there.
 */
export async function loadReferences(
  queries: QueryService,
  context: ReadContext,
  entity: Entity,
  record: JsonObject,
): Promise<NonNullable<Environment["follow"]>> {
  const found = new Map<string, Found>();
  let wanted = new Map<string, Set<string>>();
  referencesOf(context, entity, record, wanted);
  for (let level = 0; level < depth && wanted.size > 0; level += 1) {
    const next = new Map<string, Set<string>>();
    for (const [id, ids] of wanted) {
      const target = context.catalogue.entities.get(id);
      const fresh = [...ids].filter((one) => !found.has(`${id} ${one}`)).slice(0, pageSize);
      if (target === undefined || fresh.length === 0) continue;
      const where = { in: [{ var: "id" }, fresh] };
      const answer: { readonly data: readonly (JsonObject & Found & { readonly id: string })[] } = JSON.parse(
        await queries.list(context, { from: id, where, limit: pageSize }),
      );
      for (const one of answer.data) {
        found.set(`${id} ${one.id}`, one);
        referencesOf(context, target, one, next);
      }
    }
    wanted = next;
  }
  return (target, id) => found.get(`${target} ${id}`);
}
