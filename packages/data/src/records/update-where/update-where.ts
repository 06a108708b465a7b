import { parameter, sql } from "@dougong/expression";
import type { CompiledAction, Entity } from "@dougong/fields";
import { type Problem, ProblemError } from "@dougong/model";
import { matchingRecords } from "../../query/record/matching-records.ts";
import { actionOf, causeOf } from "../act/action-of.ts";
import { runFlight } from "../flight/run-flight.ts";
import { rows } from "../flight/statement.ts";
import { answerOnce, claimKey } from "../idempotency/idempotency.ts";
import { entityOf, flightOptions, type RecordEngine, startWrite } from "../parts.ts";
import { withoutDoubles } from "../problems/explain.ts";
import type { UpdateWhere, WriteContext, WriteResult } from "../record-service.ts";
import { finishSession } from "../session/finish.ts";
import { hold } from "../session/hold.ts";
import { flush, openSession, recordKey, type WriteSession } from "../session/session.ts";
import { actIn, updateIn } from "../session/writes.ts";
import { ownedEntity, requireGrant } from "../steps/authorize.ts";
import { compileNewValues, type NewValues, patchFor } from "./new-values.ts";

/** Records that are read and written together; between them the job tells how far it is. */
const chunkSize = 200;
/** Problems that are told of a refused change; the rest would say the same. */
const mostProblems = 100;

type Change = { readonly set: NewValues } | { readonly action: CompiledAction };

/**
 * Changes every record that a filter finds, in one transaction: all or none. What is set may be worked out over each
 * record as it is locked. Answers `{"matched":n,"updated":n}`.
 *
 * @throws ProblemError `state_conflict` where there are not just as many as expected; `validation_failed`
 */
export async function updateWhere(
  engine: RecordEngine,
  context: WriteContext,
  entityId: string,
  request: UpdateWhere,
): Promise<WriteResult> {
  const { entity, change, matching, now } = planUpdateWhere(engine, context, entityId, request);
  return runFlight(engine.workspace.flights, flightOptions(engine, context), async (flight) => {
    const session = openSession(engine, context, flight, now);
    const first = claimKey(engine.schema, context);
    const answers = await flight.send([...first, rows("match", matching)]);
    const ids = (answers.at(-1) ?? []).map((row) => String(row.id));
    requireExpected(request, ids.length);
    const updated = await changeAll(session, entity, ids, change);
    const body = JSON.stringify({ matched: ids.length, updated });
    const done = { status: 200, id: "", version: 0 };
    const answer = sql`select ${parameter(body, "text")} as body`;
    await finishSession(session, answerOnce(engine.schema, context, answer, { ...done, now }));
    return { ...done, body, replayed: false };
  });
}

/**
 * All that can be known of the request without the records.
 *
 * @throws ProblemError `not_found`, `owned_entity`, `forbidden`, `validation_failed`
 */
export function planUpdateWhere(
  engine: RecordEngine,
  context: WriteContext,
  entityId: string,
  request: UpdateWhere,
) {
  const entity = entityOf(context, entityId);
  if (entity.owner !== null) throw ownedEntity(entity.label, entity.owner);
  const change = changeOf(context, entity, request);
  requireGrant(context.actor, "action" in change ? causeOf(change.action) : "update", entity.label);
  const { actor, catalogue, settings } = context;
  const now = engine.workspace.clock.now().toISOString();
  const compiler = { schema: engine.schema, storages: engine.storages };
  const reader = { actor, catalogue, settings, now: new Date(now) };
  return { entity, change, now, matching: matchingRecords(compiler, reader, entity, request.filter) };
}

function changeOf(context: WriteContext, entity: Entity, { set, action }: UpdateWhere): Change {
  if (action !== undefined && set === undefined) {
    const found = actionOf(entity, action);
    if (found.on !== "none") return { action: found };
    throw new ProblemError("not_found", [{ code: "not_found", path: "/action", params: { entity: action } }]);
  }
  if (set !== undefined && action === undefined) return { set: compileNewValues(context, entity, set) };
  const [code, path] =
    set === undefined ? (["required", "/set"] as const) : (["unknown_member", "/action"] as const);
  throw new ProblemError("validation_failed", [
    { code, path, params: { label: "set", name: "action" }, expected: "set or action" },
  ]);
}

function requireExpected({ expect }: UpdateWhere, found: number): void {
  if (expect === undefined || expect === found) return;
  throw new ProblemError("state_conflict", [
    {
      code: "state_conflict",
      path: "/expect",
      variant: "expected_count",
      params: { expected: expect, got: found },
      expected: expect,
      got: found,
    },
  ]);
}

async function changeAll(
  session: WriteSession,
  entity: Entity,
  ids: readonly string[],
  change: Change,
): Promise<number> {
  const problems: Problem[] = [];
  let updated = 0;
  for (let start = 0; start < ids.length; start += chunkSize) {
    const chunk = ids.slice(start, start + chunkSize);
    await hold(session, [{ entity, ids: new Set(chunk), pointed: new Set(), found: [] }]);
    for (const id of chunk) {
      const before = session.records.get(recordKey(entity, id));
      if (before === undefined || before === null) continue;
      try {
        const { record } = await changeOne(session, entity, id, change);
        if (record.version !== before.version) updated += 1;
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        problems.push(...error.problems);
        session.isRefused = true;
      }
      if (problems.length >= mostProblems) break;
    }
    if (problems.length >= mostProblems) break;
    await flush(session);
    await session.context.progress?.((0.95 * (start + chunk.length)) / ids.length);
  }
  if (problems.length > 0) throw new ProblemError("validation_failed", withoutDoubles(problems));
  return updated;
}

function changeOne(session: WriteSession, entity: Entity, id: string, change: Change) {
  if ("action" in change)
    return actIn(session, entity, change.action, id, "*", {}, { at: "/input", record: "/action" });
  const { engine, context, now } = session;
  const record = session.records.get(recordKey(entity, id)) ?? {};
  const start = startWrite(engine, context, entity, { operation: "update", input: {}, at: "/set", now });
  const { patch, problems } = patchFor(change.set, start, record);
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
  return updateIn(session, entity, id, "*", patch, { at: "/set" });
}
