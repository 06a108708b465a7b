/**
 * Runs tasks one after the other per key. Password tries for one account or from one address wait for
 * each other, so that a burst cannot make more tries than the limit lets through one by one, while an
 * honest rush of sign-ins is served, not refused.
 */
export interface AttemptQueue {
  run<T>(key: string, task: () => Promise<T>): Promise<T>;
}

export function createAttemptQueue(): AttemptQueue {
  const tails = new Map<string, Promise<unknown>>();
  return {
    async run(key, task) {
      const before = tails.get(key) ?? Promise.resolve();
      const mine = before.then(task, task);
      const tail = mine.catch(() => undefined);
      tails.set(key, tail);
      try {
        return await mine;
      } finally {
        if (tails.get(key) === tail) tails.delete(key);
      }
    },
  };
}
