import type pg from "pg";

export interface ShortLocks {
  /** Waits for so many milliseconds. */
  wait(ms: number): Promise<void>;
  /** A number in [0, 1): spreads the tries of several processes. */
  random(): number;
}

const lockTimeout = 200;
const tries = 8;

/**
 * Runs a transaction that takes locks on tables: never waits for one longer than a moment, since all other writes
 * would queue behind it, but gives up, lets them pass, and tries again from the start.
 *
 * @throws what PostgreSQL reported, 55P03 when a lock was not to be had in eight tries
 */
export async function inShortLocks<T>(
  pool: pg.Pool,
  options: ShortLocks,
  body: (client: pg.ClientBase) => Promise<{ readonly keep: boolean; readonly value: T }>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryOnce(pool, body);
    } catch (fault) {
      if (attempt >= tries || !isLockTimeout(fault)) throw fault;
      await options.wait((1 + options.random()) * 25 * 2 ** attempt);
    }
  }
}

async function tryOnce<T>(
  pool: pg.Pool,
  body: (client: pg.ClientBase) => Promise<{ readonly keep: boolean; readonly value: T }>,
): Promise<T> {
  const client = await pool.connect();
  // A connection that breaks while it is checked out reports it here, too; the query's own rejection says enough.
  const ignore = (): void => {};
  client.on("error", ignore);
  let broken = true;
  try {
    await client.query("begin");
    await client.query(`set local lock_timeout = ${lockTimeout}`);
    const { keep, value } = await body(client);
    await client.query(keep ? "commit" : "rollback");
    broken = false;
    return value;
  } catch (fault) {
    broken = await client.query("rollback").then(
      () => false,
      () => true,
    );
    throw fault;
  } finally {
    client.off("error", ignore);
    client.release(broken);
  }
}

/** True where a lock was not to be had in time, or could only be had by one of two. */
export function isLockTimeout(fault: unknown): boolean {
  return fault instanceof Error && "code" in fault && (fault.code === "55P03" || fault.code === "40P01");
}
