import { createHash } from "node:crypto";
import { type Fragment, toQuery } from "@dougong/expression";
import { ProblemError, type Query } from "@dougong/model";
import type { Frame } from "../lower/frame.ts";
import { rootAt } from "../lower/place.ts";
import type { PagePlan } from "../page/list-statement.ts";
import type { SortKey } from "../page/sort-key.ts";
import { invalidCursor, type ResolvedQuery } from "../resolve/resolve-query.ts";
import { searchCondition } from "./search-condition.ts";
import { endsWithIdDescending, sortKeys } from "./sort-keys.ts";

/** A page's plan with what its cursors are bound to. */
export interface BoundPage {
  readonly plan: PagePlan;
  readonly fingerprint: string;
}

/**
 * Turns a resolved query into conditions and sort keys.
 *
 * @throws ProblemError `validation_failed` with `invalid_cursor` where the cursor is another query's
 */
export function planPage(frame: Frame, query: Query, resolved: ResolvedQuery): BoundPage {
  const root = rootAt(frame, resolved.entity, frame.nextAlias());
  const keys = sortKeys(frame, root, resolved.sort);
  const idDescending = endsWithIdDescending(resolved.sort) ?? keys.at(-1)?.descending ?? false;
  const fingerprint = fingerprintOf(frame, query, keys, idDescending);
  if (
    resolved.cursor !== null &&
    (resolved.cursor.fingerprint !== fingerprint || resolved.cursor.keys.length !== keys.length)
  ) {
    throw new ProblemError("validation_failed", [invalidCursor]);
  }
  const conditions: Fragment[] = [frame.visible(frame, resolved.entity, root.alias, resolved.trash)];
  if (resolved.where !== null) conditions.push(["(", ...frame.condition(frame, root, resolved.where), ")"]);
  if (resolved.search !== null) conditions.push(searchCondition(frame, root, resolved.search));
  const { limit, selection, count } = resolved;
  return {
    fingerprint,
    plan: { root, conditions, keys, idDescending, after: resolved.cursor, limit, selection, count },
  };
}

/**
 * A cursor is good for the same question of the same reader, as long as its keys mean the same: their SQL takes in
 * the options of a choice, the collation, a title that was designed anew. Page size and count may change.
 */
function fingerprintOf(frame: Frame, query: Query, keys: readonly SortKey[], idDescending: boolean): string {
  const reader = frame.actor.kind === "user" ? frame.actor.user : "";
  const asked = [
    query.from,
    query.select ?? null,
    query.expand ?? null,
    query.where ?? null,
    query.sort ?? null,
    query.q ?? null,
    query.trash ?? null,
  ];
  const meaning = keys.map((key) => [toQuery(key.value), key.type, key.descending]);
  return createHash("sha256")
    .update(JSON.stringify([reader, asked, meaning, idDescending]))
    .digest("base64url")
    .slice(0, 22);
}
