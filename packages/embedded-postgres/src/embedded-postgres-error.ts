/**
 * Why the embedded server cannot run.
 * `no_binaries`: no PostgreSQL for this platform is installed · `folder_unusable`: the data folder cannot be used
 * by the account that PostgreSQL runs as · `in_use`: another process runs a server on this data folder ·
 * `start_failed`: PostgreSQL itself refused.
 */
export type EmbeddedPostgresErrorCode = "no_binaries" | "folder_unusable" | "in_use" | "start_failed";

/** The message is one line that says what to do. */
export class EmbeddedPostgresError extends Error {
  readonly code: EmbeddedPostgresErrorCode;

  constructor(code: EmbeddedPostgresErrorCode, message: string, cause?: unknown) {
    super(message.replaceAll(/\s*\n\s*/g, " · ").trim(), cause === undefined ? undefined : { cause });
    this.name = "EmbeddedPostgresError";
    this.code = code;
  }
}
