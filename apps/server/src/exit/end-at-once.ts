import type { Logger } from "pino";
import { exitCodes } from "./exit-code.ts";

/**
 * Ends this process after a bug that makes going on dangerous. No answer is sent, nothing is closed: the caller learns
 * that the outcome is unknown, and PostgreSQL gives up what was under way.
 */
export function endAtOnce(log: Logger): (bug: Error) => void {
  return (bug) => {
    log.fatal({ err: bug }, "a write may be half committed: the process ends");
    process.exit(exitCodes.failed);
  };
}
