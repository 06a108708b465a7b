import type { Session } from "@dougong/client";
import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import type { SessionStore } from "./session-store.ts";

const SessionContext = createContext<SessionStore | null>(null);

export function SessionProvider({
  store,
  children,
}: {
  readonly store: SessionStore;
  readonly children: ReactNode;
}) {
  return <SessionContext value={store}>{children}</SessionContext>;
}

/** @throws Error where no `SessionProvider` stands above */
export function useSessionStore(): SessionStore {
  const store = useContext(SessionContext);
  if (store === null) throw new Error("A SessionProvider is missing");
  return store;
}

export function useSession(): Session | null {
  const store = useSessionStore();
  return useSyncExternalStore(store.subscribe, store.session);
}

export function useIsAsking(): boolean {
  const store = useSessionStore();
  return useSyncExternalStore(store.subscribe, store.isAsking);
}
