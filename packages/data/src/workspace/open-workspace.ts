import pg from "pg";
import { createBriefMemory } from "./brief-memory.ts";
import { createIds } from "./create-ids.ts";
import { createSilenceWatch } from "./silence-watch.ts";
import type { Clock, Workspace, WorkspaceMemory } from "./workspace.ts";

export interface WorkspaceOptions {
  readonly connectionString: string;
  /** PostgreSQL schema, default `ws_main`. */
  readonly schema?: string;
  readonly clock: Clock;
  /** Most connections of each of the three pools, default 10. */
  readonly connections?: number;
  /** How long a flight waits for a lock that somebody holds, in ms, default 10,000; then it is `unavailable`. */
  readonly lockTimeout?: number;
  /** After how many seconds a read is ended, default 10. */
  readonly readSeconds?: number;
  /** Hears of connections that broke while nobody used them (a restart of PostgreSQL). */
  onConnectionLost?(fault: Error): void;
  /** Makes record ids; default: UUIDv7 of the clock and real randomness. */
  newId?(): string;
}

/** A workspace with its own connections. */
export interface OpenWorkspace extends Workspace {
  /** Ends the pools after what is running. */
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

// Statements are named only where one plan serves all values, so that PostgreSQL may keep it.
const readSettings = [
  "plan_cache_mode=auto",
  "default_transaction_read_only=on",
  // Compiling machine code takes longer than the reads that are in time.
  "jit=off",
];

/** Half of the second within which a change binds on every node. */
const memoryMilliseconds = 500;

function createMemory(clock: Clock): WorkspaceMemory {
  const common = { clock, milliseconds: memoryMilliseconds };
  return {
    settings: createBriefMemory({ ...common, most: 1 }),
    sessions: createBriefMemory({ ...common, most: 5_000 }),
  };
}

/**
 * Opens a workspace: an ordinary pool for platform tables, one for reads, and one whose connections pipeline, for flights.
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
  const readSeconds = options.readSeconds ?? 10;
  const timeout = `statement_timeout=${Math.trunc(readSeconds * 1000)}`;
  const pools = [
    new pg.Pool(config),
    new pg.Pool({ ...config, options: startOptions(flightSettings), pipeline: true }),
    new pg.Pool({ ...config, options: startOptions([...settings, ...readSettings, timeout]) }),
  ] as const;
  for (const pool of pools) pool.on("error", lost);
  watch.begin(pools);
  const [pool, flights, reads] = pools;
  return {
    schema: options.schema ?? "ws_main",
    pool,
    flights,
    reads,
    readSeconds,
    clock: options.clock,
    memory: createMemory(options.clock),
    newId: options.newId ?? createIds(() => options.clock.now().getTime()),
    close: async () => {
      watch.end();
      await Promise.all(pools.map((one) => one.end()));
    },
  };
}

function startOptions(chosen: readonly string[]): string {
  return chosen.map((setting) => `-c ${setting}`).join(" ");
}
