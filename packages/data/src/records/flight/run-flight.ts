import { ProblemError } from "@dougong/model";
import type pg from "pg";
import { isDatabaseFault, isRetryable } from "./database-fault.ts";
import { type Flight, type FlightPlace, openFlight } from "./flight.ts";

export interface FlightOptions extends FlightPlace {
  /** A number in [0, 1): spreads the retries of transactions that met each other. */
  random(): number;
  /** Waits for so many milliseconds. */
  wait(ms: number): Promise<void>;
}

const maxRetries = 5;

/**
 * Runs one transaction on a connection of its own. A deadlock or a serialization failure is tried
 * again from the start, at most five times, so `body` must not keep anything of a former try.
 *
 * @throws the first fault that PostgreSQL reported, as pg gives it
 */
export async function runFlight<T>(
  pool: pg.Pool,
  options: FlightOptions,
  body: (flight: Flight) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await tryFlight(pool, options, body, attempt > 0);
    } catch (fault) {
      if (attempt >= maxRetries || !isRetryable(fault)) throw fault;
      await options.wait((1 + options.random()) * 5 * 2 ** attempt);
    }
  }
}

async function tryFlight<T>(
  pool: pg.Pool,
  place: FlightPlace,
  body: (flight: Flight) => Promise<T>,
  isAlone: boolean,
): Promise<T> {
  const client = await pool.connect();
  // A connection that breaks while it is checked out reports it here, too; the query's own rejection says enough.
  const ignore = (): void => {};
  client.on("error", ignore);
  let broken = false;
  try {
    return await body(openFlight(client, place, isAlone));
  } catch (fault) {
    broken = !(await rolledBack(client, fault));
    throw fault;
  } finally {
    client.off("error", ignore);
    client.release(broken);
  }
}

// After a fault that arose in the client, answers may be out of step with questions: such a connection is closed.
async function rolledBack(client: pg.ClientBase, fault: unknown): Promise<boolean> {
  if (!isDatabaseFault(fault) && !(fault instanceof ProblemError)) return false;
  try {
    await client.query("rollback");
    return true;
  } catch {
    return false;
  }
}
