import { parameter, sql } from "@dougong/expression";
import type { WriteContext } from "../record-service.ts";
import { viaOf } from "../statements/change.ts";
import { type FlightStatement, rows } from "./statement.ts";

/**
 * Tells the triggers of this transaction who writes, when and what: they log computed values that change on other
 * records, and count them. Records that the flight writes and logs itself are named, so that they are not told
 * twice; a flight that writes several in turn announces each before it.
 *
 * @param own ids of the records that the next statements write
 */
export function announce(context: WriteContext, now: string, own: readonly string[]): FlightStatement {
  const { actor } = context;
  const flight = {
    own,
    at: now,
    by: actor.kind === "user" ? actor.user : null,
    via: viaOf(context),
    ...(context.consequences === "unlimited" ? { limit: false } : {}),
  };
  return rows(
    "announce",
    sql`select set_config('dougong.flight', ${parameter(JSON.stringify(flight), "text")}, true)`,
  );
}
