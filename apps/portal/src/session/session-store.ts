import type { Session } from "@dougong/client";

/** Who is signed in, and who waits for a sign-in in place. */
export interface SessionStore {
  session(): Session | null;
  set(session: Session | null): void;
  /** Asks for a sign-in over whatever is on the screen; resolves true once it has happened. */
  signInAgain(): Promise<boolean>;
  /** True while such a sign-in is asked for. */
  isAsking(): boolean;
  answer(session: Session | null): void;
  subscribe(listener: () => void): () => void;
}

export function createSessionStore(): SessionStore {
  let session: Session | null = null;
  let waiting: ((again: boolean) => void)[] = [];
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    session: () => session,
    set(next) {
      session = next;
      tell();
    },
    signInAgain() {
      if (session === null) return Promise.resolve(false);
      return new Promise((resolve) => {
        waiting.push(resolve);
        tell();
      });
    },
    isAsking: () => waiting.length > 0,
    answer(next) {
      const asked = waiting;
      waiting = [];
      session = next;
      tell();
      for (const resolve of asked) resolve(next !== null);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
