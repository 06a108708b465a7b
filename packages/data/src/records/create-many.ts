import type { JsonObject } from "@dougong/model";
import { idsBody } from "./batch/answers.ts";
import { refuseTogether, runBatch } from "./batch/run-batch.ts";
import { entityOf, type RecordEngine } from "./parts.ts";
import type { WriteContext, WriteResult } from "./record-service.ts";

/**
 * Creates many records of one entity in one transaction: all or none. Records, their rows, the change log and
 * numbers go by hundreds in a statement; numbers follow the order of the inputs. The body is the list of ids.
 */
export async function createRecords(
  engine: RecordEngine,
  context: WriteContext,
  entityId: string,
  inputs: readonly JsonObject[],
): Promise<WriteResult> {
  const { id: entity } = entityOf(context, entityId);
  const operations = inputs.map((data, index) => ({
    operation: { op: "create" as const, entity, data },
    at: `/rows/${index}`,
    data: `/rows/${index}`,
  }));
  return runBatch(engine, context, operations, {
    body: (_, outcomes) => idsBody(outcomes),
    result: () => ({ status: 201, id: "", version: 0 }),
    refuse: refuseTogether,
  });
}
