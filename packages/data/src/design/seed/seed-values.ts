import { check, evaluate, readValue, type Type, type Value } from "@dougong/expression";
import type { Catalogue, Entity } from "@dougong/fields";
import { isJsonObject, type JsonObject, type JsonValue, type Problem, pointer } from "@dougong/model";
import type { Actor } from "../../actor/actor.ts";
import { referenceKey, type SeedRow } from "./seed-row.ts";

export interface SeedSurroundings {
  readonly catalogue: Catalogue;
  readonly actor: Actor;
  /** ISO 8601 UTC with ms. */
  readonly now: string;
  readonly timeZone: string;
  /** Seed key → record id. */
  readonly records: ReadonlyMap<string, string>;
}

export interface SeedValues {
  /** What the record service takes. */
  readonly input: JsonObject;
  readonly problems: readonly Problem[];
}

/** A row's values with references looked up and expressions (`=$today`) worked out. */
export function seedValues(surroundings: SeedSurroundings, entity: Entity, row: SeedRow): SeedValues {
  const problems: Problem[] = [];
  const input = fieldsOf(surroundings, entity, row.values, row.path, problems);
  return { input, problems };
}

function fieldsOf(
  surroundings: SeedSurroundings,
  entity: Entity,
  values: JsonObject,
  path: string,
  problems: Problem[],
): JsonObject {
  const members = Object.entries(values).map(([name, value]) => {
    const field = entity.fields.get(name);
    const at = `${path}${pointer(name)}`;
    const rows =
      field?.type.kind === "rows" ? surroundings.catalogue.entities.get(field.type.entity) : undefined;
    if (rows !== undefined && Array.isArray(value)) {
      return [
        name,
        value.map((line: JsonValue, index) =>
          isJsonObject(line) ? fieldsOf(surroundings, rows, line, `${at}${pointer(index)}`, problems) : line,
        ),
      ];
    }
    return [name, memberValue(surroundings, value ?? null, field?.type, at, problems)];
  });
  return Object.fromEntries(members);
}

function memberValue(
  surroundings: SeedSurroundings,
  given: JsonValue,
  expected: Type | undefined,
  path: string,
  problems: Problem[],
): JsonValue {
  const key = referenceKey(given);
  if (key !== undefined) return surroundings.records.get(key) ?? null;
  const read = readValue(given);
  if ("value" in read) return read.value;
  const checked =
    "problems" in read
      ? read
      : check(
          read.expression,
          { scope: nothing, ...(expected === undefined ? {} : { expected }) },
          read.source,
        );
  if ("problems" in checked) {
    problems.push(...checked.problems.map((problem) => ({ ...problem, path: `${path}${problem.path}` })));
    return null;
  }
  const { now, timeZone, actor } = surroundings;
  const user: Value =
    actor.kind === "user" ? { id: actor.user, email: actor.email, roles: actor.roles } : null;
  return evaluate(checked.checked, { record: {}, now, timeZone, roots: { user } });
}

/** A seed's expression stands before its record: it reads the time and the person who installs. */
const nothing = { entity: null, resolve: () => undefined, names: () => [] };
