import { ProblemError } from "@dougong/model";
import { changeSettings } from "../app-settings/change-settings.ts";
import { underNewest } from "../design/under-newest.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { act } from "./act/act.ts";
import { offeredActions } from "./act/offered-actions.ts";
import { writeEach, writeOne, writeTogether } from "./batch/batch.ts";
import { addComment } from "./comments/add-comment.ts";
import { createRecord } from "./create.ts";
import { createRecords } from "./create-many.ts";
import { assertionOf, isUnavailable } from "./flight/database-fault.ts";
import { earlierOutcome } from "./idempotency/idempotency.ts";
import { mergeRecords } from "./merging/merge-records.ts";
import { createEngine, type RecordEngine, type RecordParts } from "./parts.ts";
import type { RecordService, WriteContext, WriteResult } from "./record-service.ts";
import { removeRecord } from "./remove.ts";
import { restoreRecord } from "./restore.ts";
import { updateRecordById } from "./update.ts";
import { planUpdateWhere, updateWhere } from "./update-where/update-where.ts";

/** The records of those who sign in. */
const people = "system.user";

/**
 * The one door for writes of a workspace.
 *
 * @example
 * const records = createRecordService(workspace, { models: fieldModels, storages: fieldStorages, random: Math.random, wait });
 * await records.create(context, "crm.order", { customer: id, lines: [{ product, qty: 2 }] });
 */
export function createRecordService(workspace: Workspace, parts: RecordParts): RecordService {
  const engine = createEngine(workspace, parts);
  const newest = underNewest(workspace, parts);
  const write = async (
    context: WriteContext,
    entities: readonly string[],
    body: (pinned: WriteContext) => Promise<WriteResult>,
  ) => {
    const result = await once(engine, context, () => newest(context, body));
    // Somebody who is made inactive is out with the next request.
    if (entities.includes(people)) workspace.memory.sessions.forget();
    return result;
  };
  return {
    create: (context, entity, input) =>
      write(context, [entity], (pinned) => createRecord(engine, pinned, entity, input)),
    update: (context, entity, id, ifMatch, patch) =>
      write(context, [entity], (pinned) => updateRecordById(engine, pinned, entity, id, ifMatch, patch)),
    remove: (context, entity, id, ifMatch) =>
      write(context, [entity], (pinned) => removeRecord(engine, pinned, entity, id, ifMatch)),
    restore: (context, entity, id) =>
      write(context, [entity], (pinned) => restoreRecord(engine, pinned, entity, id)),
    comment: (context, entity, id, text) =>
      write(context, [], (pinned) => addComment(engine, pinned, entity, id, text)),
    batch: (context, operations) =>
      write(
        context,
        operations.map(({ entity }) => entity),
        (pinned) => writeTogether(engine, pinned, operations),
      ),
    act: (context, entity, action, request) =>
      write(context, [entity], (pinned) => act(engine, pinned, entity, action, request)),
    actions: (context, entity, id) => named(() => offeredActions(engine, context, entity, id)),
    each: (context, operations) =>
      writeEach(context, operations, (own, operation, before) =>
        write(own, [operation.operation.entity], (pinned) => writeOne(engine, pinned, operation, before)),
      ),
    changeSettings: (context, app, ifMatch, patch) =>
      write(context, [], (pinned) => changeSettings(engine, pinned, app, ifMatch, patch)),
    merge: (context, entity, id, ifMatch, request) =>
      write(context, [entity], (pinned) => mergeRecords(engine, pinned, entity, id, ifMatch, request)),
    updateWhere: (context, entity, request) =>
      write(context, [entity], (pinned) => updateWhere(engine, pinned, entity, request)),
    checkUpdateWhere: (context, entity, request) => void planUpdateWhere(engine, context, entity, request),
    async createMany(context, entity, inputs) {
      const { body } = await write(context, [entity], (pinned) =>
        createRecords(engine, pinned, entity, inputs),
      );
      const ids: readonly string[] = JSON.parse(body);
      return { ids };
    },
  };
}

/**
 * Gives the key's earlier outcome where there is one. It is looked up only after a refusal: the flight itself
 * refuses a known key before it does anything, and what was refused on the way may be a replay, too.
 */
async function once(
  engine: RecordEngine,
  context: WriteContext,
  write: () => Promise<WriteResult>,
): Promise<WriteResult> {
  return named(async () => {
    try {
      return await write();
    } catch (fault) {
      const known = assertionOf(fault) === "idempotency_known";
      if (!known && !(fault instanceof ProblemError)) throw fault;
      const earlier = await earlierOutcome(engine.workspace.pool, engine.schema, context);
      if (earlier === undefined) throw fault;
      return earlier;
    }
  });
}

/** Names the refusals that are nobody's fault in what was sent. */
async function named<T>(body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (fault) {
    if (assertionOf(fault) === "idempotency_in_progress") {
      throw new ProblemError("idempotency_in_progress", [{ code: "idempotency_in_progress", path: "" }]);
    }
    if (isUnavailable(fault)) throw new ProblemError("unavailable", [{ code: "unavailable", path: "" }]);
    throw fault;
  }
}
