import type { Logger } from "pino";

/** Waits so long, or until the signal is aborted. */
export function pause(ms: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopping.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      stopping.removeEventListener("abort", done);
      resolve();
    }
    stopping.addEventListener("abort", done);
  });
}

/** Begins `task` again whenever it ends or fails, until the signal is aborted. */
export async function keepRunning(
  task: () => Promise<void>,
  delay: number,
  stopping: AbortSignal,
  logger: Logger,
): Promise<void> {
  while (!stopping.aborted) {
    try {
      await task();
    } catch (fault) {
      if (!stopping.aborted) logger.warn({ err: fault }, "background task failed, it starts again");
    }
    await pause(delay, stopping);
  }
}
