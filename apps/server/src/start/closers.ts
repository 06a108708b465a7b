import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";

/** What has to be closed, in the order of opening. */
export interface Closers {
  add(name: string, close: () => Promise<unknown>): void;
  /** Closes the last opened first, each once; one that fails does not keep the others open. */
  closeAll(): Promise<void>;
}

const patienceMs = 19_000;

/** Everything is closed within 20 s (contract 3); what hangs longer is left to the end of the process. */
export function createClosers(log: Logger): Closers {
  const open: { readonly name: string; readonly close: () => Promise<unknown> }[] = [];
  async function closeInTurn(): Promise<void> {
    for (let last = open.pop(); last !== undefined; last = open.pop()) {
      try {
        await last.close();
      } catch (error) {
        log.error({ err: error }, `${last.name} did not close`);
      }
    }
  }
  return {
    add: (name, close) => void open.push({ name, close }),
    async closeAll() {
      const cancel = new AbortController();
      const late = wait(patienceMs, "late", { signal: cancel.signal, ref: false }).catch(() => "closed");
      const first = await Promise.race([closeInTurn(), late]);
      cancel.abort();
      if (first === "late")
        log.error(`not closed within ${patienceMs / 1000} s: ${open.map(({ name }) => name).join(", ")}`);
    },
  };
}
