import type { Catalogue, Entity } from "@dougong/fields";
import type { Access } from "../access/entity-access.ts";
import type { HistoryRow } from "./history-statement.ts";
import { readableChanges, readChanges } from "./readable-changes.ts";

/** `{"data":[{version,at,by,via,changes}],"page":{next}}`: what the reader may see of each version. */
export function historyAnswer(
  catalogue: Catalogue,
  access: Access,
  entity: Entity,
  rows: readonly HistoryRow[],
  next: string | null,
): string {
  const data = rows
    .filter((row) => row.version !== null)
    .map((row) => {
      const via: unknown = JSON.parse(row.via);
      return {
        version: row.version,
        at: row.at,
        by: row.by,
        via,
        changes: readableChanges(catalogue, access, entity, readChanges(row.changes)),
      };
    });
  return JSON.stringify({ data, page: { next } });
}
