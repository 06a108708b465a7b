import { type DesignService, type Identity, purgeTrash, type Workspace } from "@dougong/data";
import { identifier, parameter, sql } from "@dougong/expression";
import type { FieldStorage } from "@dougong/fields";
import type { Logger } from "pino";
import { inTransaction, run } from "../database/run.ts";
import type { Files } from "../files/files.ts";

export interface HousekeepingParts {
  readonly workspace: Workspace;
  readonly design: Pick<DesignService, "current">;
  readonly identity: Pick<Identity, "purgeSessions">;
  readonly files: Pick<Files, "purge">;
  /** By field type. */
  readonly storages: Readonly<Record<string, FieldStorage>>;
  readonly logger: Logger;
}

/** What one round removed, by kind. */
export type Swept = Readonly<Record<string, number>>;

const hour = 3_600_000;
const day = 24 * hour;

/** Outcomes are kept at least so long (contract 2.2). */
const outcomeLife = day;
/** Deleted records can be restored for so long (contract 2.4). */
const trashLife = 30 * day;
/** The trash of every entity is looked through at most so often: the other rounds are a few index reads. */
const trashInterval = hour;

/**
 * Removes what has had its time: files that nobody holds, outcomes of `Idempotency-Key`, ended sessions, old trash. Call
 * it now and then on every node: one at a time works, the others answer null at once. A kind that fails does not keep the
 * others waiting.
 *
 * @example
 * const sweep = createHousekeeping({ workspace, design, identity, files, storages, logger });
 * await sweep(); // { files: 0, outcomes: 12, sessions: 3, records: 0 }
 */
export function createHousekeeping(parts: HousekeepingParts): () => Promise<Swept | null> {
  const { workspace, logger } = parts;
  let trashDue = 0;

  async function purgeOutcomes(now: number): Promise<number> {
    const before = parameter(new Date(now - outcomeLife).toISOString(), "timestamptz");
    const gone = await run(
      workspace.pool,
      sql`delete from ${identifier(workspace.schema, "_idempotency")} where at < ${before} returning 1`,
    );
    return gone.length;
  }

  async function purgeRecords(now: number): Promise<number> {
    if (now < trashDue) return 0;
    const { purged, kept } = await purgeTrash(workspace, {
      catalogue: await parts.design.current(),
      storages: parts.storages,
      before: new Date(now - trashLife),
    });
    trashDue = now + trashInterval;
    if (kept > 0) logger.warn({ kept }, "records stay in the trash, something still points to them");
    return purged;
  }

  async function sweep(): Promise<Swept> {
    const now = workspace.clock.now().getTime();
    const tasks: readonly (readonly [string, () => Promise<number>])[] = [
      ["files", parts.files.purge],
      ["outcomes", () => purgeOutcomes(now)],
      ["sessions", parts.identity.purgeSessions],
      ["records", () => purgeRecords(now)],
    ];
    const swept: Record<string, number> = {};
    const faults: unknown[] = [];
    for (const [name, task] of tasks) {
      try {
        swept[name] = await task();
      } catch (fault) {
        faults.push(fault);
      }
    }
    if (faults.length > 0) throw new AggregateError(faults, "housekeeping failed in part");
    if (Object.values(swept).some((count) => count > 0)) logger.info(swept, "housekeeping");
    return swept;
  }

  // The lock lives as long as a transaction that does nothing else, so it is let go with its connection.
  return () =>
    inTransaction(workspace.pool, async (client) => {
      const name = parameter(`${workspace.schema}/housekeeping`, "text");
      const [lock] = await run<{ held: boolean }>(
        client,
        sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as held`,
      );
      return lock?.held === true ? sweep() : null;
    });
}
