import type pg from "pg";

/** Tells the time and makes ids; passed in, so that tests hold both. */
export interface Clock {
  now(): Date;
}

/** One workspace: a PostgreSQL schema with its connections. */
export interface Workspace {
  /** Schema name, `ws_main`. */
  readonly schema: string;
  /** Ordinary connections: reads, DDL, jobs. */
  readonly pool: pg.Pool;
  /** Connections made with `pipeline: true`; only flights use them. */
  readonly flights: pg.Pool;
  readonly clock: Clock;
  /** A new record id: UUIDv7, sortable by time. */
  newId(): string;
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
