import { type Fragment, join, sql } from "@dougong/expression";
import type { CompiledAction, Entity } from "@dougong/fields";
import { type Problem, ProblemError } from "@dougong/model";
import { answerOf } from "../answer.ts";
import { diffRecord } from "../changes/diff.ts";
import { requireVersion } from "../conflict.ts";
import { bodyOf } from "../create.ts";
import type { Flight } from "../flight/flight.ts";
import { runFlight } from "../flight/run-flight.ts";
import { bare, type FlightStatement, plain } from "../flight/statement.ts";
import { answerOnce, claimKey } from "../idempotency/idempotency.ts";
import { readAllLocked } from "../locks/read-locked.ts";
import type { NewReference } from "../locks/references.ts";
import {
  entityOf,
  flightOptions,
  type RecordEngine,
  requireRecordId,
  startWrite,
  tablesOf,
} from "../parts.ts";
import { explained, refuseProblems } from "../problems/explain.ts";
import type { ActionRequest, WriteContext, WriteResult } from "../record-service.ts";
import { type Draw, drawNumbers } from "../sequence/draw.ts";
import { drawsOf } from "../sequence/draws-of.ts";
import { wantsNumber } from "../sequence/wants-number.ts";
import { logChanges } from "../statements/change.ts";
import { linesOf } from "../statements/rows.ts";
import { ownedEntity, requireGrant } from "../steps/authorize.ts";
import type { RecordValues, Write } from "../steps/write.ts";
import { changing } from "../update.ts";
import { actionOf, causeOf, guardProblem } from "./action-of.ts";
import { actionWrite } from "./action-write.ts";
import { type ActionInput, readInput } from "./read-input.ts";
import { targetsOf } from "./targets.ts";

/**
 * Runs an action in two round trips: the first holds the records and reads them, the second writes. Guard and `set`
 * see the records as they are held, so of many who ask at once only one finds the guard true.
 */
export async function act(
  engine: RecordEngine,
  asked: WriteContext,
  entityId: string,
  actionId: string,
  request: ActionRequest,
): Promise<WriteResult> {
  const entity = entityOf(asked, entityId);
  if (entity.owner !== null) throw ownedEntity(entity.label, entity.owner);
  const action = actionOf(entity, actionId);
  requireGrant(asked.actor, causeOf(action), entity.label);
  const context: WriteContext = { ...asked, via: { ...asked.via, id: asked.via.id ?? causeOf(action) } };
  const start = startWrite(engine, context, entity, {
    operation: "update",
    input: request.input,
    cause: causeOf(action),
  });
  const ids = targetsOf(action, request);
  for (const id of ids) requireRecordId(entity, id);
  const given = readInput(action, request.input, start);
  return runFlight(engine.workspace.flights, flightOptions(engine, context), async (flight) => {
    const befores = await hold(engine, flight, start, ids, inputReferences(action, given));
    const { target } = request;
    if (target !== null && "id" in target && target.ifMatch !== undefined)
      await requireHeldVersion(engine, flight, start, befores[0] ?? {}, target.ifMatch);
    const writes = actionWrites(action, start, given, befores, isMany(request));
    await refuseProblems(engine, writes.length === 0 ? [{ ...start, problems: given.problems }] : writes);
    return explained(engine, writes, () => finish(engine, flight, start, writes, isMany(request)));
  });
}

function isMany({ target }: ActionRequest): boolean {
  return target === null || "ids" in target;
}

async function hold(
  engine: RecordEngine,
  flight: Flight,
  start: Write,
  ids: readonly string[],
  references: readonly NewReference[],
): Promise<readonly RecordValues[]> {
  const { context, entity } = start;
  const first = claimKey(engine.schema, context);
  const order = engine.orderOf(context.catalogue);
  const found = await readAllLocked(flight, tablesOf(engine, context), order, entity, ids, {
    first,
    references,
  });
  const problems: Problem[] = [];
  const records = ids.flatMap((id, index) => {
    const record = found.get(id);
    if (record !== undefined) return [record];
    const path = ids.length > 1 ? `/ids/${index}` : "";
    problems.push({ code: "not_found", path, params: { entity: entity.label } });
    return [];
  });
  if (problems.length > 0) throw new ProblemError("not_found", problems);
  return records;
}

/** What the inputs point to is held before the records: parents come first. */
export function inputReferences(action: CompiledAction, given: ActionInput): readonly NewReference[] {
  return [...action.input.values()].flatMap((field): readonly NewReference[] => {
    const id = given.values[field.id];
    if (field.to === null || typeof id !== "string") return [];
    return [{ target: field.to, id, path: `/input/${field.id}`, label: field.label }];
  });
}

async function requireHeldVersion(
  engine: RecordEngine,
  flight: Flight,
  start: Write,
  current: RecordValues,
  ifMatch: number | "*",
): Promise<void> {
  const { context, entity, given, now } = start;
  await requireVersion(engine, flight, { context, entity, ifMatch, current, patch: {}, given, now });
}

/**
 * What an action makes of records that are held.
 *
 * @throws ProblemError `state_conflict` where a guard does not hold
 */
function actionWrites(
  action: CompiledAction,
  start: Write,
  given: ActionInput,
  befores: readonly RecordValues[],
  many: boolean,
): readonly Write[] {
  const writes = befores.map((before, index) => ({ ...start, before, at: many ? `/ids/${index}` : "" }));
  const refused = writes.flatMap((write) => guardProblem(action, write, write.before) ?? []);
  if (refused.length > 0) throw new ProblemError("state_conflict", refused);
  return writes.map((write) => actionWrite(action, write, given, write.before));
}

interface Changed {
  readonly write: Write;
  readonly before: RecordValues;
  readonly changes: ReturnType<typeof diffRecord>;
  readonly numbered: readonly string[];
}

async function finish(
  engine: RecordEngine,
  flight: Flight,
  start: Write,
  writes: readonly Write[],
  many: boolean,
): Promise<WriteResult> {
  const { context, entity, now } = start;
  const tables = tablesOf(engine, context);
  const draws = drawsOf(writes, wantsNumber);
  const changed = changedOf(writes, draws, entity, (one) =>
    diffRecord(entity, linesOf(tables, entity), one.before, one.record),
  );
  const [first] = writes;
  const id = first === undefined ? "" : String(first.record.id);
  const version = Number(first?.before?.version ?? 0) + (changed.some((one) => one.write === first) ? 1 : 0);
  const statements: readonly FlightStatement[] = [
    ...changed.flatMap(({ write, before }) => changing(engine, write, before, Number(before.version) + 1)),
    ...(context.alongside ?? []).map((fragment, index) => bare(`alongside ${index}`, fragment)),
    plain("set constraints", sql`set constraints all immediate`),
    ...drawNumbers(tables, draws),
    ...(changed.length === 0 ? [] : [logging(engine, context, entity, now, changed)]),
    answerOnce(engine.schema, context, answers(engine, context, entity, writes, many), {
      status: 200,
      id,
      version,
      now,
    }),
  ];
  const results = await flight.finish(statements, context.dryRun ? "rollback" : "commit");
  return { status: 200, body: bodyOf(results.at(-1)), id, version, replayed: false };
}

function changedOf(
  writes: readonly Write[],
  draws: readonly Draw[],
  entity: Entity,
  diff: (write: Write) => Changed["changes"],
): readonly Changed[] {
  return writes.flatMap((write): readonly Changed[] => {
    const changes = diff(write);
    const mine = draws.filter((draw) => draw.takers.some((taker) => taker.id === write.record.id));
    const numbered = mine.filter((draw) => draw.entity.id === entity.id).map((draw) => draw.field.id);
    if (write.before === null || (changes.length === 0 && mine.length === 0)) return [];
    return [{ write, before: write.before, changes, numbered }];
  });
}

function logging(
  engine: RecordEngine,
  context: WriteContext,
  entity: Entity,
  now: string,
  changed: readonly Changed[],
): FlightStatement {
  const entries = changed.map(({ write, changes, numbered }) => ({
    id: String(write.record.id),
    changes,
    numbered,
  }));
  return logChanges(tablesOf(engine, context), entity, "update", context, now, entries);
}

/** One record, or `{"data":[…]}` in the order in which they were named. */
function answers(
  engine: RecordEngine,
  context: WriteContext,
  entity: Entity,
  writes: readonly Write[],
  many: boolean,
): Fragment {
  const each = writes.map((write) =>
    answerOf(engine, context, entity, String(write.record.id), write.now, write.warnings),
  );
  const [only] = each;
  if (!many && only !== undefined) return only;
  if (each.length === 0) return sql`select '{"data":[]}'::text as body`;
  const bodies = each.map((answer) => sql`(select b.body from (${answer}) as b)`);
  return sql`select '{"data":[' || ${join(bodies, ` || ',' || `)} || ']}' as body`;
}
