import type { Fragment } from "@dougong/expression";
import type { Catalogue, Entity } from "@dougong/fields";
import { isRecordId, type JsonObject } from "@dougong/model";
import type { FlightStatement } from "../flight/statement.ts";
import { isLines, rowEntity } from "../lines/lines-field.ts";
import { givenReferences } from "../locks/references.ts";
import { startWrite } from "../parts.ts";
import type { Wanted } from "../session/hold.ts";
import type { WriteSession } from "../session/session.ts";
import { coerce } from "../steps/coerce.ts";
import { type RecordValues, runSteps } from "../steps/write.ts";
import type { BatchOperation } from "./operation.ts";
import { isReference } from "./results.ts";
import { keyValues, lockKeys, recordsOfKey, type UpsertKey, upsertKey } from "./upsert-key.ts";

/** What a batch locks before it begins, so that two batches never wait for each other in a circle. */
export interface Preparation {
  readonly locks: readonly FlightStatement[];
  readonly wanted: readonly Wanted[];
}

interface Gathered {
  readonly ids: Set<string>;
  readonly pointed: Set<string>;
  readonly keys: { readonly key: UpsertKey; readonly values: RecordValues }[];
}

/**
 * Gathers all records that the operations name, without judging them: faults are told when each operation's turn
 * comes. What refers to an earlier result is new, or held under that result's own name.
 */
export function prepare(session: WriteSession, operations: readonly BatchOperation[]): Preparation {
  const gathered = new Map<string, Gathered>();
  const of = (entity: string): Gathered => {
    const found = gathered.get(entity) ?? { ids: new Set(), pointed: new Set(), keys: [] };
    gathered.set(entity, found);
    return found;
  };
  const { catalogue } = session.context;
  for (const operation of operations) {
    const entity = catalogue.entities.get(operation.entity);
    if (entity === undefined || entity.owner !== null) continue;
    if (typeof operation.id === "string" && isRecordId(operation.id)) of(entity.id).ids.add(operation.id);
    if (operation.data === undefined || operation.op === "action") continue;
    if (operation.op === "create" && !pointsSomewhere(catalogue, entity)) continue;
    const values = given(session, entity, operation.data);
    for (const { target, id } of values.references) of(target).pointed.add(id);
    if (operation.op !== "upsert") continue;
    const key = upsertKey(session.context, entity, operation.key, "");
    if ("problems" in key) continue;
    const sent = keyValues(key, values.given, "");
    if ("values" in sent) of(entity.id).keys.push({ key, values: sent.values });
  }
  const entities = [...gathered].flatMap(([id, one]) => {
    const entity = catalogue.entities.get(id);
    return entity === undefined ? [] : [{ entity, one }];
  });
  return {
    locks: lockKeys(
      session.tables.schema,
      entities.flatMap(({ one }) => one.keys),
    ),
    wanted: entities.map(({ entity, one }) => ({
      entity,
      ids: one.ids,
      pointed: one.pointed,
      found: selects(session, one.keys),
    })),
  };
}

function pointsSomewhere(catalogue: Catalogue, entity: Entity): boolean {
  return [...entity.fields.values()].some((field) => {
    const rows = isLines(field) ? rowEntity(catalogue, field) : undefined;
    return rows === undefined ? field.to !== null : pointsSomewhere(catalogue, rows);
  });
}

// What refers to earlier results cannot be read yet: without it the rest is.
function given(session: WriteSession, entity: Entity, data: JsonObject) {
  const { engine, context, now } = session;
  const input = withoutReferences(data);
  const write = runSteps([coerce], startWrite(engine, context, entity, { operation: "update", input, now }));
  return { given: write.given.values, references: givenReferences(write) };
}

function withoutReferences(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => !isReference(value)));
}

/** One SELECT for each `unique` that upserts go by. */
function selects(session: WriteSession, keys: Gathered["keys"]): readonly Fragment[] {
  const constraints = [...new Set(keys.map(({ key }) => key.constraint))];
  return constraints.flatMap((constraint) => {
    const same = keys.filter(({ key }) => key.constraint === constraint);
    const [first] = same;
    if (first === undefined) return [];
    const values = same.map((one) => one.values);
    return [recordsOfKey(session.tables, session.context, first.key, values)];
  });
}
