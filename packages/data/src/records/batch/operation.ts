import type { JsonObject, JsonValue } from "@dougong/model";
import type { IfMatch } from "../record-service.ts";

/** One operation of a batch as it was sent; its shape is checked, its names and values are not. */
export interface BatchOperation {
  readonly op: "create" | "update" | "delete" | "upsert" | "action";
  /** Qualified. */
  readonly entity: string;
  /** A record id, or `{"$ref":"as.id"}`. */
  readonly id?: JsonValue;
  /** As `If-Match`: needed to update and delete. */
  readonly version?: IfMatch;
  /** Field ids of a `unique`: what an upsert finds its record by. */
  readonly key?: readonly string[];
  readonly data?: JsonObject;
  /** The action's id, where `op` is `action`; `data` is its input. */
  readonly action?: string;
  /** Name under which later operations refer to the result. */
  readonly as?: string;
}

/** What became of one operation. */
export interface OperationOutcome {
  readonly status: 200 | 201 | 204;
  readonly entity: string;
  readonly id: string;
  readonly version: number;
  readonly warnings: readonly { readonly rule: string; readonly path: string; readonly message: string }[];
}

/** Most operations of one batch (contract G16). */
export const mostOperations = 1000;
