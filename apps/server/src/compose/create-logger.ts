import pino, { type Logger } from "pino";
import type { LogLevel } from "../config/config.ts";

/** JSON lines on stderr; stdout belongs to what a command answers. */
export function createLogger(level: LogLevel): Logger {
  // Written at once, so that the last words of a process that dies are not lost.
  return pino(
    { level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
}
