import pg from "pg";
import { createIds } from "./create-ids.ts";
import { createSilenceWatch } from "./silence-watch.ts";
import type { Clock, Workspace } from "./workspace.ts";

export interface WorkspaceOptions {
  readonly connectionString: string;
  /** PostgreSQL schema, default `ws_main`. */
  readonly schema?: string;
  readonly clock: Clock;
  /** Most connections of each of the two pools, default 10. */
  readonly connections?: number;
  /** How long a flight waits for a lock that somebody holds, in ms, default 10,000; then it is `unavailable`. */
  readonly lockTimeout?: number;
  /** Hears of connections that broke while nobody used them (a restart of PostgreSQL). */
  onConnectionLost?(fault: Error): void;
  /** Makes record ids; default: UUIDv7 of the clock and real randomness. */
  newId?(): string;
}

/** A workspace with its own connections. */
export interface OpenWorkspace extends Workspace {
  /** Ends both pools after what is running. */
  close(): Promise<void>;
}

// A named statement's sixth execution would get a generic plan, which is 200 times slower where a parameter
// decides how many rows there are. Times are UTC, so that no server's settings colour an answer.
const settings = [
  "plan_cache_mode=force_custom_plan",
  "timezone=UTC",
  "datestyle=ISO",
  "intervalstyle=iso_8601",
];

// A process that was stopped in the middle of a transaction must not hold its rows for ever.
const idleInTransactionMs = 60_000;

const textOf = (value: string): string => value;
const jsonOid = 114;
const jsonbOid = 3802;
const dateOid = 1082;

/** JSON goes on as the text that PostgreSQL made, and a date has no zone, so no `Date`. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    oid === jsonOid || oid === jsonbOid || oid === dateOid ? textOf : pg.types.getTypeParser(oid, format),
};

/**
 * Opens a workspace: an ordinary pool for reads and platform tables, and one whose connections pipeline, for flights.
 * Nothing is sent until the first query.
 */
export function openWorkspace(options: WorkspaceOptions): OpenWorkspace {
  const watch = createSilenceWatch({ connectionString: options.connectionString });
  const config: pg.PoolConfig = {
    connectionString: options.connectionString,
    max: options.connections ?? 10,
    // A caller is told within five seconds that the database is away.
    connectionTimeoutMillis: 4000,
    stream: watch.open,
    options: startOptions(settings),
    types,
  };
  const lost = (fault: Error) => options.onConnectionLost?.(fault);
  const flightSettings = [
    ...settings,
    `lock_timeout=${options.lockTimeout ?? 10_000}`,
    `idle_in_transaction_session_timeout=${idleInTransactionMs}`,
  ];
  const pools = [
    new pg.Pool(config),
    new pg.Pool({ ...config, options: startOptions(flightSettings), pipeline: true }),
  ] as const;
  for (const pool of pools) pool.on("error", lost);
  watch.begin(pools);
  const [pool, flights] = pools;
  return {
    schema: options.schema ?? "ws_main",
    pool,
    flights,
    clock: options.clock,
    newId: options.newId ?? createIds(() => options.clock.now().getTime()),
    close: async () => {
      watch.end();
      await Promise.all([pool.end(), flights.end()]);
    },
  };
}

function startOptions(chosen: readonly string[]): string {
  return chosen.map((setting) => `-c ${setting}`).join(" ");
}
