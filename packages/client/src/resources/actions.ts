import type { JsonObject } from "@dougong/model";
import type { Client } from "../http/client.ts";
import { asObject, objectsAt, textAt } from "../http/read.ts";

/** Whether an action of a record is possible now. */
export interface OfferedAction {
  readonly id: string;
  readonly allowed: boolean;
  /** Why not, in the user's language; empty where it is. */
  readonly reason: string;
}

/** The actions of a record, in the order of the document. */
export async function fetchActions(
  client: Client,
  entity: string,
  id: string,
  signal?: AbortSignal,
): Promise<readonly OfferedAction[]> {
  const { body } = await client.send({
    path: `/actions/${entity}`,
    query: { id },
    ...(signal === undefined ? {} : { signal }),
  });
  return objectsAt(body, "data").map((action) => ({
    id: textAt(action, "id"),
    allowed: action["allowed"] === true,
    reason: textAt(action, "reason"),
  }));
}

/**
 * Does an action on one record.
 *
 * @param ifMatch the version that the person looked at
 * @throws ApiProblem `state_conflict` where its guard does not hold, `version_conflict` after a colleague's change
 */
export async function runAction(
  client: Client,
  entity: string,
  action: string,
  request: { readonly id: string; readonly input: JsonObject },
  ifMatch: number,
  idempotencyKey: string,
): Promise<JsonObject> {
  const { body } = await client.send({
    method: "POST",
    path: `/actions/${entity}/${action}`,
    body: { id: request.id, input: request.input },
    ifMatch,
    idempotencyKey,
  });
  return asObject(body);
}
