import type { CompiledAction, Entity } from "@dougong/fields";
import { type JsonObject, ProblemError } from "@dougong/model";
import { causeOf, guardProblem } from "../act/action-of.ts";
import { actionWrite } from "../act/action-write.ts";
import { readInput } from "../act/read-input.ts";
import { diffRecord } from "../changes/diff.ts";
import { requireVersion } from "../conflict.ts";
import { checkChoices } from "../locks/choices.ts";
import { lockFiles } from "../locks/files.ts";
import { lockReferences } from "../locks/lock-records.ts";
import { newFiles, newReferences } from "../locks/references.ts";
import { startWrite } from "../parts.ts";
import { withoutDoubles } from "../problems/explain.ts";
import { missingReference } from "../problems/missing-references.ts";
import type { IfMatch } from "../record-service.ts";
import { drawsOf } from "../sequence/draws-of.ts";
import { wantsNumber } from "../sequence/wants-number.ts";
import { linesOf } from "../statements/rows.ts";
import { createSteps, readSteps, updateSteps } from "../steps/steps.ts";
import { runSteps, type Write } from "../steps/write.ts";
import { flush, recordKey, refusal, type WriteSession } from "./session.ts";

/** Where a write stands in what was sent. */
export interface WritePlace {
  /** Pointer of its values: `/operations/3/data`. */
  readonly at: string;
}

/** Puts a new record into the session. @throws ProblemError with all that is wrong with it */
export function createIn(session: WriteSession, entity: Entity, input: JsonObject, place: WritePlace): Write {
  const { engine, context, now } = session;
  const start = startWrite(engine, context, entity, { operation: "create", input, at: place.at, now });
  const write = accepted(session, runSteps(createSteps, start));
  keep(session, write);
  session.queue.insert(write);
  return write;
}

/**
 * Changes a record that the session holds; one that stays as it is makes no version.
 *
 * @throws ProblemError `not_found`, `version_conflict`, or all that is wrong with what was sent
 */
export async function updateIn(
  session: WriteSession,
  entity: Entity,
  id: string,
  ifMatch: IfMatch,
  patch: JsonObject,
  place: WritePlace,
): Promise<Write> {
  const { engine, context, now } = session;
  const start = startWrite(engine, context, entity, { operation: "update", input: patch, at: place.at, now });
  const read = runSteps(readSteps, start);
  const before = session.records.get(recordKey(entity, id));
  if (before === undefined || before === null) throw refusal("not_found", "", { entity: entity.label });
  const { given } = read;
  if (ifMatch !== "*" && ifMatch !== Number(before.version)) {
    await flush(session);
    await requireVersion(engine, session.flight, {
      context,
      entity,
      ifMatch,
      current: before,
      patch,
      given,
      now,
    });
  }
  const write = accepted(session, runSteps(updateSteps, { ...read, before, problems: [] }));
  if (isSame(session, write)) return { ...write, record: before };
  keep(session, write);
  session.queue.update(write);
  return write;
}

/**
 * Runs an action on a record that the session holds.
 *
 * @throws ProblemError `not_found`, `version_conflict`, `state_conflict` where the guard does not hold, or all that is
 * wrong with the inputs and what comes of them
 */
export async function actIn(
  session: WriteSession,
  entity: Entity,
  action: CompiledAction,
  id: string,
  ifMatch: IfMatch,
  input: JsonObject,
  place: WritePlace & { readonly record: string },
): Promise<Write> {
  const { engine, context, now } = session;
  const before = session.records.get(recordKey(entity, id));
  if (before === undefined || before === null) throw refusal("not_found", "", { entity: entity.label });
  const cause = causeOf(action);
  const at = place.record;
  const start = startWrite(engine, context, entity, { operation: "update", input, at, now, cause, before });
  if (ifMatch !== "*" && ifMatch !== Number(before.version)) {
    await flush(session);
    const { given } = start;
    const meeting = { context, entity, ifMatch, current: before, patch: {}, given, now };
    await requireVersion(engine, session.flight, meeting);
  }
  const refused = guardProblem(action, start, before);
  if (refused !== undefined) throw new ProblemError("state_conflict", [refused]);
  const given = readInput(action, input, start, place.at);
  const write = accepted(session, actionWrite(action, start, given, before));
  if (isSame(session, write)) return { ...write, record: before };
  keep(session, write);
  session.queue.update(write);
  return write;
}

/** @throws ProblemError `validation_failed` */
function accepted(session: WriteSession, write: Write): Write {
  const all = newReferences(write);
  const references = all.filter((one) => !session.targets.has(recordKey(one.target, one.id)));
  const missing = references.filter((one) => session.asked.has(recordKey(one.target, one.id)));
  const problems = [...write.problems, ...missing.map((one) => missingReference(session.tables, one))];
  if (problems.length > 0) throw new ProblemError("validation_failed", withoutDoubles(problems));
  // What a default or a rule points to was not known when the locks were taken.
  session.queue.add(
    lockReferences(session.tables, session.engine.orderOf(session.context.catalogue), references),
  );
  session.queue.add(lockFiles(session.tables, newFiles(write)));
  session.queue.add(
    checkChoices(
      session.tables,
      all.filter((one) => !references.includes(one)),
    ),
  );
  for (const one of references) session.targets.add(recordKey(one.target, one.id));
  return write;
}

/** What stands from now on is what the write leaves. */
export function keep(session: WriteSession, write: Write): void {
  const key = recordKey(write.entity, String(write.record.id));
  session.records.set(key, write.record);
  session.targets.add(key);
  session.asked.add(key);
  session.writes.push(write);
  session.last.set(key, write);
}

function isSame(session: WriteSession, write: Write): boolean {
  const changes = diffRecord(write.entity, linesOf(session.tables, write.entity), write.before, write.record);
  return changes.length === 0 && drawsOf([write], wantsNumber).length === 0;
}
