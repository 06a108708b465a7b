import { assertionFailed } from "../../schema/migrations/platform-functions.ts";

/** What PostgreSQL says of a refused statement, as far as the platform reads it. */
export interface DatabaseFault extends Error {
  /** SQLSTATE. */
  readonly code: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
}

/** True for a fault that the server reported, with its SQLSTATE. */
export function isDatabaseFault(fault: unknown): fault is DatabaseFault {
  return (
    fault instanceof Error &&
    "code" in fault &&
    typeof fault.code === "string" &&
    /^[0-9A-Z]{5}$/.test(fault.code) &&
    "severity" in fault
  );
}

/** Deadlock and serialization failure: the same work may succeed the next time. */
export function isRetryable(fault: unknown): boolean {
  return isDatabaseFault(fault) && (fault.code === "40P01" || fault.code === "40001");
}

const socketCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "ENOENT",
  "EHOSTUNREACH",
]);
const connectionMessages =
  /connection terminated|timeout exceeded when trying to connect|connection error|Client was closed|not queryable/i;

/** True where there is no database to speak to: it is down, starting, stopping or full of connections. */
export function isUnavailable(fault: unknown): boolean {
  if (isDatabaseFault(fault)) return /^08|^57P0|^53300$/.test(fault.code);
  if (!(fault instanceof Error)) return false;
  if ("code" in fault && typeof fault.code === "string" && socketCodes.has(fault.code)) return true;
  return connectionMessages.test(fault.message);
}

/** The name of the assertion that failed, or undefined for any other fault. */
export function assertionOf(fault: unknown): string | undefined {
  return isDatabaseFault(fault) && fault.code === assertionFailed ? fault.constraint : undefined;
}
