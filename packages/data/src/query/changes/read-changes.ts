import type { Fragment } from "@dougong/expression";
import type { Catalogue, Entity } from "@dougong/fields";
import type { Access } from "../access/entity-access.ts";
import type { Frame } from "../lower/frame.ts";
import { readableChanges, readChanges } from "../record/readable-changes.ts";
import { readableEntity } from "../resolve/resolve-query.ts";
import { type ChangeRow, changesStatement, seenStatement } from "./changes-statement.ts";

/** What is asked of the change log. */
export interface ChangesQuery {
  /** The `next` of a former answer; 0 begins with the first change that is kept. */
  readonly since: number;
  /** One entity; without it all that the reader may read. */
  readonly entity?: string;
  /** 1 to 500. */
  readonly limit: number;
}

/** Runs a statement for reading. */
export type Reader = <Row extends object>(statement: Fragment) => Promise<readonly Row[]>;

const types = { create: "created", update: "updated", delete: "deleted", restore: "restored" } as const;

/**
 * `{"data":[{entity,id,version,type,at,by,via,changes}],"next":"42"}`: what came after `since`, as far as the reader sees
 * the records; fields they may not read are left out.
 *
 * @throws ProblemError `not_found`, `forbidden` for an entity that is named
 */
export async function readChangeLog(
  frame: Frame,
  catalogue: Catalogue,
  access: Access,
  query: ChangesQuery,
  read: Reader,
): Promise<string> {
  const entities =
    query.entity === undefined
      ? [...catalogue.entities.values()].filter(
          (entity) => entity.owner === null && access.of(entity).read !== "none",
        )
      : [readableEntity({ catalogue, access }, query.entity)];
  const rows = await read<ChangeRow>(changesStatement(frame, entities, query.since, query.limit));
  const seen = await seenRecords(frame, access, entities, rows, read);
  const data = rows.flatMap((row) => {
    const entity = catalogue.entities.get(row.entity);
    if (entity === undefined || !seen(entity, row.record)) return [];
    const via: unknown = JSON.parse(row.via);
    return [
      {
        entity: row.entity,
        id: row.record,
        version: row.version,
        type: types[row.op],
        at: row.at,
        by: row.by,
        via,
        changes: readableChanges(catalogue, access, entity, readChanges(row.changes)),
        ...(row.computed ? { computed: true } : {}),
      },
    ];
  });
  return JSON.stringify({ data, next: rows.at(-1)?.seq ?? String(query.since) });
}

async function seenRecords(
  frame: Frame,
  access: Access,
  entities: readonly Entity[],
  rows: readonly ChangeRow[],
  read: Reader,
): Promise<(entity: Entity, id: string) => boolean> {
  const seen = new Map<string, ReadonlySet<string>>();
  for (const entity of entities) {
    const ids = [...new Set(rows.filter((row) => row.entity === entity.id).map((row) => row.record))];
    if (access.of(entity).read === "all" || ids.length === 0) continue;
    const found = await read<{ id: string }>(seenStatement(frame, entity, ids));
    seen.set(entity.id, new Set(found.map((row) => row.id)));
  }
  return (entity, id) => access.of(entity).read === "all" || seen.get(entity.id)?.has(id) === true;
}

/** Which of some records the reader sees now; a condition on the reader's grants is worked out in the database. */
export async function visibleRecords(
  frame: Frame,
  access: Access,
  entity: Entity,
  ids: readonly string[],
  read: Reader,
): Promise<ReadonlySet<string>> {
  const { read: granted } = access.of(entity);
  if (granted === "all") return new Set(ids);
  if (granted === "none" || ids.length === 0) return new Set();
  return new Set((await read<{ id: string }>(seenStatement(frame, entity, ids))).map((row) => row.id));
}
