import { parameter, sql, toQuery } from "@dougong/expression";
import type { CompiledAction, Entity } from "@dougong/fields";
import { type Problem, ProblemError } from "@dougong/model";
import { recordIn } from "../locks/read-locked.ts";
import { entityOf, notFound, type RecordEngine, requireRecordId, startWrite, tablesOf } from "../parts.ts";
import type { OfferedAction, WriteContext } from "../record-service.ts";
import { recordJson } from "../statements/record-json.ts";
import { requireGrant } from "../steps/authorize.ts";
import { moves } from "../steps/moves.ts";
import { type RecordValues, runSteps, type Write } from "../steps/write.ts";
import { causeOf, guardProblem } from "./action-of.ts";
import { setValues } from "./set-values.ts";

/** The actions of an entity in document order, each with whether it could be run on this record now. */
export async function offeredActions(
  engine: RecordEngine,
  context: WriteContext,
  entityId: string,
  id: string | null,
): Promise<readonly OfferedAction[]> {
  const entity = entityOf(context, entityId);
  const record = id === null ? null : await readRecord(engine, context, entity, id);
  const start = startWrite(engine, context, entity, { operation: "update", input: {} });
  return [...entity.actions.values()].map((action) => {
    const problem = obstacle(action, start, record);
    return { id: action.id, allowed: problem === undefined, ...(problem === undefined ? {} : { problem }) };
  });
}

async function readRecord(
  engine: RecordEngine,
  context: WriteContext,
  entity: Entity,
  id: string,
): Promise<RecordValues> {
  requireRecordId(entity, id);
  const condition = sql`t."id" = ${parameter(id, "uuid")}${[entity.owner === null ? ` and t."_deleted_at" is null` : ""]}`;
  const { text, values } = toQuery(
    sql`select q.record::text as record from (${recordJson(tablesOf(engine, context), entity, condition)}) as q`,
  );
  const found = await engine.workspace.pool.query<{ record: string }>(text, [...values]);
  const [row] = found.rows;
  if (row === undefined) throw notFound(entity.label);
  return recordIn(row);
}

function obstacle(action: CompiledAction, start: Write, record: RecordValues | null): Problem | undefined {
  try {
    requireGrant(start.context.actor, causeOf(action), start.entity.label);
  } catch (fault) {
    if (fault instanceof ProblemError) return fault.problems[0];
    throw fault;
  }
  if (record === null || action.on === "none") return undefined;
  return guardProblem(action, start, record) ?? badMove(action, { ...start, cause: causeOf(action) }, record);
}

/** An action that would set a state which cannot be reached from here, whatever its inputs, is none to offer. */
function badMove(action: CompiledAction, start: Write, before: RecordValues): Problem | undefined {
  const state = start.entity.states?.field;
  const set = action.set.filter((one) => one.field === state && one.value.node === "constant");
  if (state === undefined || set.length === 0) return undefined;
  const { values } = setValues({ ...action, set }, start, before, {});
  const write = runSteps([moves], { ...start, before, record: { ...before, ...values } });
  return write.problems.find((problem) => problem.code === "bad_move");
}
