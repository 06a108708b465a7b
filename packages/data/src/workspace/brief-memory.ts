import type { Clock } from "./workspace.ts";

/**
 * What was read a moment ago and may be taken as still so: a change made elsewhere is seen at the latest when
 * `milliseconds` have passed; whoever changes it in this process calls `forget`, and it is read anew at once.
 */
export interface BriefMemory<T> {
  /** What is remembered under the key, else what `load` gives; null is never remembered. */
  get(key: string, load: () => Promise<T | null>): Promise<T | null>;
  /** Forgets one key, or everything. */
  forget(key?: string): void;
}

interface Entry<T> {
  readonly at: number;
  readonly value: Promise<T | null>;
}

/**
 * @param most Keys that are remembered at once; the oldest goes first
 * @example
 * const memory = createBriefMemory<Settings>({ clock, milliseconds: 500, most: 1 });
 * await memory.get("", () => readSettings(workspace));
 */
export function createBriefMemory<T>(options: {
  readonly clock: Clock;
  readonly milliseconds: number;
  readonly most: number;
}): BriefMemory<T> {
  const entries = new Map<string, Entry<T>>();

  function forget(key?: string): void {
    if (key === undefined) entries.clear();
    else entries.delete(key);
  }

  // Counted from before the look-up, so that what it saw is never older than it is taken to be.
  function remember(key: string, at: number, load: () => Promise<T | null>): Promise<T | null> {
    const entry: Entry<T> = { at, value: load() };
    entries.delete(key);
    entries.set(key, entry);
    const drop = (): void => {
      if (entries.get(key) === entry) entries.delete(key);
    };
    entry.value.then((value) => value === null && drop(), drop);
    const [oldest] = entries.keys();
    if (entries.size > options.most && oldest !== undefined) entries.delete(oldest);
    return entry.value;
  }

  return {
    async get(key, load) {
      const now = options.clock.now().getTime();
      const known = entries.get(key);
      // A clock that was set back makes an age of less than nothing.
      const age = known === undefined ? -1 : now - known.at;
      if (known !== undefined && age >= 0 && age < options.milliseconds) return known.value;
      return remember(key, now, load);
    },
    forget,
  };
}
