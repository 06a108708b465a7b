import { createZones, type Fragment, type Zones } from "@dougong/expression";
import type { Catalogue, Entity, FieldStorage } from "@dougong/fields";
import { isRecordId, ProblemError } from "@dougong/model";
import type { NewestParts } from "../design/under-newest.ts";
import { type CompiledStatements, createCompiledStatements } from "../query/template/compiled-statements.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { FlightOptions } from "./flight/run-flight.ts";
import { lockOrder } from "./locks/lock-order.ts";
import type { WriteContext } from "./record-service.ts";
import { createLooseNumbers, type LooseNumbers } from "./sequence/loose-numbers.ts";
import type { RecordTables } from "./statements/columns.ts";
import type { Given, Write } from "./steps/write.ts";

/**
 * What the record service is made from. With `models` or `catalogues` a write that a publish overtook is tried again
 * under the newest design; without them it answers `unavailable`.
 */
export interface RecordParts extends NewestParts {
  /** By field type: `fieldStorages` of `@dougong/fields/storage`. */
  readonly storages: Readonly<Record<string, FieldStorage>>;
  /** A number in [0, 1): spreads retries after a deadlock. */
  random(): number;
  /** Waits for so many milliseconds. */
  wait(ms: number): Promise<void>;
}

/** The parts with what is known of the workspace. */
export interface RecordEngine extends RecordParts {
  readonly workspace: Workspace;
  /** Options of `runFlight`. */
  readonly schema: string;
  orderOf(catalogue: Catalogue): ReadonlyMap<string, number>;
  /** SELECTs of what writes answer, by entity and reader. */
  readonly answers: CompiledStatements<Fragment>;
  /** Numbers that need not be gapless. */
  readonly numbers: LooseNumbers;
  /** Time zones that expressions opened. */
  readonly zones: Zones;
}

export function createEngine(workspace: Workspace, parts: RecordParts): RecordEngine {
  const orders = new WeakMap<Catalogue, ReadonlyMap<string, number>>();
  return {
    ...parts,
    workspace,
    schema: workspace.schema,
    answers: createCompiledStatements(500),
    numbers: createLooseNumbers(workspace),
    zones: createZones(),
    orderOf(catalogue) {
      const order = orders.get(catalogue) ?? lockOrder(catalogue);
      orders.set(catalogue, order);
      return order;
    },
  };
}

/** A write commits only while the catalogue that it was made from is the published one. */
export function flightOptions(engine: RecordEngine, context: WriteContext): FlightOptions {
  const { schema, random, wait } = engine;
  return { schema, random, wait, catalogueKey: context.catalogue.key };
}

export function tablesOf(engine: RecordEngine, context: WriteContext): RecordTables {
  return { schema: engine.schema, catalogue: context.catalogue, storages: engine.storages };
}

/** @throws ProblemError `not_found` for a name that no entity of the catalogue has */
export function entityOf(context: WriteContext, id: string): Entity {
  const entity = context.catalogue.entities.get(id);
  if (entity === undefined) throw notFound(id);
  return entity;
}

/** Ids that the platform cannot have made are answered as those of records that are not there. */
export function requireRecordId(entity: Entity, id: string): void {
  if (!isRecordId(id)) throw notFound(entity.label);
}

export function notFound(entity: string): ProblemError {
  return new ProblemError("not_found", [{ code: "not_found", path: "", params: { entity } }]);
}

const nothing: Given = { values: {}, lines: {}, system: {} };

/** A write at its start: nothing read, nothing found wrong. */
export function startWrite(
  engine: RecordEngine,
  context: WriteContext,
  entity: Entity,
  start: Pick<Write, "operation" | "input"> & Partial<Pick<Write, "at" | "before" | "now" | "cause">>,
): Write {
  return {
    at: "",
    cause: null,
    before: null,
    now: engine.workspace.clock.now().toISOString(),
    ...start,
    context,
    entity,
    newId: () => engine.workspace.newId(),
    zones: engine.zones,
    given: nothing,
    record: {},
    rowPaths: new Map(),
    problems: [],
    warnings: [],
  };
}
