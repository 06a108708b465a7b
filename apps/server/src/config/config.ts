/** Everything that the environment decides, parsed once. */
export interface Config {
  readonly production: boolean;
  /** Undefined: an embedded PostgreSQL under `dataDirectory`. */
  readonly databaseUrl?: string;
  /** 0 to 65535; 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** Where people reach the server, without a slash at the end; default from host and port. */
  readonly publicUrl?: string;
  /** At least 32 bytes; undefined: made once and kept under `dataDirectory`. */
  readonly secret?: string;
  /** Absolute. */
  readonly dataDirectory: string;
  readonly setupToken?: string;
  /** Requests a minute, 0 for no limit. */
  readonly rateLimit: number;
  readonly metricsToken?: string;
  readonly logLevel: LogLevel;
}

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];
