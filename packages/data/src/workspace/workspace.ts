import type pg from "pg";
import type { BriefMemory } from "./brief-memory.ts";

/** Tells the time and makes ids; passed in, so that tests hold both. */
export interface Clock {
  now(): Date;
}

/** One workspace: a PostgreSQL schema with its connections. */
export interface Workspace {
  /** Schema name, `ws_main`. */
  readonly schema: string;
  /** Ordinary connections: platform tables, DDL, jobs. */
  readonly pool: pg.Pool;
  /** Connections that only read, one statement at a time, each ended after `readSeconds`. */
  readonly reads: pg.Pool;
  readonly readSeconds: number;
  /** Connections made with `pipeline: true`; only flights use them. */
  readonly flights: pg.Pool;
  readonly clock: Clock;
  /** What requests need each time and may take as still so for a moment. */
  readonly memory: WorkspaceMemory;
  /** A new record id: UUIDv7, sortable by time. */
  newId(): string;
}

/** Half a second old at most, so that what any process changes binds everywhere within a second. */
export interface WorkspaceMemory {
  readonly settings: BriefMemory<WorkspaceSettings>;
  /** By the hash of a session's secret. */
  readonly sessions: BriefMemory<SessionFacts>;
}

/** Who a session belongs to, and what they may be. */
export interface SessionFacts {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  /** Qualified role ids. */
  readonly unit: string | null;
  readonly manager: string | null;
  readonly roles: readonly string[];
}

/** Facts of the workspace that the first admin chose. */
export interface WorkspaceSettings {
  readonly name: string;
  /** IANA zone of `$today` and buckets. */
  readonly timeZone: string;
  /** BCP 47, e.g. `zh-CN`: collation and the default language. */
  readonly locale: string;
  /** ISO 4217. */
  readonly currency: string;
}
