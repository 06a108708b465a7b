import pino, { type Logger } from "pino";
import type { LogLevel } from "../config/config.ts";

/** JSON lines on stderr; stdout belongs to what a command answers. */
export function createLogger(level: LogLevel): Logger {
  // Written at once, so that the last words of a process that dies are not lost.
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorFacts },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

/**
 * What the log holds of an error. Errors of the database driver carry the whole connection with its prepared
 * statements, and `detail` holds rows of people's data: neither belongs in a log.
 */
export function errorFacts(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const text = (name: string) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" ? { [name]: value } : {};
  };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...text("code"),
    ...text("constraint"),
    ...(error.cause === undefined ? {} : { cause: errorFacts(error.cause) }),
  };
}
