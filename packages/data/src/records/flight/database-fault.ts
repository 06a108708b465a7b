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

/** The assertion by which a flight starts again where waiting for a lock would be out of order. */
export const overtaken = "overtaken";

/** Deadlock, serialization failure, a lock that was not to be waited for: the same work may succeed the next time. */
export function isRetryable(fault: unknown): boolean {
  return (
    isDatabaseFault(fault) && (["40P01", "40001"].includes(fault.code) || assertionOf(fault) === overtaken)
  );
}

// 25006: a server that was promoted away from under us takes no writes. 55P03: somebody else's lock was not let go.
// 40P01, 40001: writers met each other as often as we tried.
const states = new Set(["57P01", "57P02", "57P03", "53300", "25006", "55P03", "40P01", "40001"]);
const socketCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
]);
const sentences =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after|Client was closed|Query read timeout)|not queryable/;

/**
 * True where there is no database to speak to (it is down, starting, stopping, full of connections), or where it
 * cannot get at a row because another program holds it: nobody's fault in what was asked.
 */
export function isUnavailable(fault: unknown): boolean {
  if (isDatabaseFault(fault)) return fault.code.startsWith("08") || states.has(fault.code);
  if (!(fault instanceof Error)) return false;
  if ("syscall" in fault && "code" in fault && socketCodes.has(String(fault.code))) return true;
  if (sentences.test(fault.message)) return true;
  if (fault instanceof AggregateError) return fault.errors.length > 0 && fault.errors.every(isUnavailable);
  return fault.cause !== undefined && isUnavailable(fault.cause);
}

/** The name of the assertion that failed, or undefined for any other fault. */
export function assertionOf(fault: unknown): string | undefined {
  return isDatabaseFault(fault) && fault.code === assertionFailed ? fault.constraint : undefined;
}
