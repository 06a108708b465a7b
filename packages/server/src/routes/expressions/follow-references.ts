import type { QueryService, ReadContext } from "@dougong/data";
import type { Environment, Value } from "@dougong/expression";
import { readsOf } from "@dougong/fields";
import { isJsonObject, type JsonObject, type JsonValue, ProblemError } from "@dougong/model";
import type { CompiledExpression } from "./compile-expression.ts";

type Found = Readonly<Record<string, Value | undefined>>;

/** Where a value leads by a name: into an object or each item of a list. */
function stepInto(value: JsonValue | undefined, name: string): readonly (JsonValue | undefined)[] {
  if (Array.isArray(value)) return value.flatMap((item) => stepInto(item, name));
  return isJsonObject(value) ? [value[name]] : [];
}

/**
 * Reads the records that an expression reaches through references given as ids, with the caller's rights: one out of
 * sight is null. Answers the look-up that an evaluation uses.
 */
export async function followReferences(
  queries: QueryService,
  context: ReadContext,
  { checked }: CompiledExpression,
  roots: Readonly<Record<string, JsonObject>>,
): Promise<Environment["follow"]> {
  const found = new Map<string, Found | undefined>();

  async function load(entity: string, id: string): Promise<Found | undefined> {
    const key = `${entity} ${id}`;
    if (!found.has(key)) found.set(key, await read(entity, id));
    return found.get(key);
  }

  async function read(entity: string, id: string): Promise<Found | undefined> {
    try {
      const { body } = await queries.get(context, entity, id, {});
      const record: Found = JSON.parse(body);
      return record;
    } catch (error) {
      if (error instanceof ProblemError && error.code === "not_found") return undefined;
      throw error;
    }
  }

  for (const one of readsOf(checked)) {
    if (one.read !== "path") continue;
    const name = one.root.at === "root" ? one.root.name : "record";
    // A row's path begins somewhere in the record's lists: all its objects are tried.
    let values: readonly (JsonValue | undefined)[] =
      one.root.at === "row" ? Object.values(roots.record ?? {}).flat() : [roots[name]];
    for (const step of one.steps) {
      const records = await Promise.all(
        values.map(async (value) =>
          typeof value === "string" && step.entity !== null && step.name !== "id"
            ? ((await load(step.entity, value)) as JsonValue | undefined)
            : value,
        ),
      );
      values = records.flatMap((record) => stepInto(record, step.name));
    }
  }
  return (entity, id) => found.get(`${entity} ${id}`);
}
