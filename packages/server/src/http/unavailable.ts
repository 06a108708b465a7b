const states = new Set(["57P01", "57P02", "57P03", "53300", "25006"]);
const sockets = new Set([
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
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after|Client was closed|Query read timeout)/;

/**
 * True when an error says that the database cannot be reached, rather than that it refused something:
 * SQLSTATE class 08, a server that starts or stops, a socket that is gone, or the driver's own words for it.
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code.startsWith("08") || states.has(code) || (sockets.has(code) && "syscall" in error)) return true;
  if (sentences.test(error.message)) return true;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isUnavailable);
  return error.cause !== undefined && isUnavailable(error.cause);
}
