import { ApiProblem, createClient, createQueries, fetchSession } from "@dougong/client";
import { ApiProvider, ErrorState, ToastProvider } from "@dougong/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { createPortalRouter } from "./router.tsx";
import { SessionProvider } from "./session/session-context.tsx";
import { createSessionStore, type SessionStore } from "./session/session-store.ts";
import { SignInAgain } from "./session/sign-in-again.tsx";

/** Wires the server, the session and the routes together. */
export function App() {
  const { i18n } = useTranslation();
  const parts = useMemo(() => createParts(() => i18n.language), [i18n]);
  const [boot, setBoot] = useState<
    { readonly state: "starting" | "ready" } | { readonly state: "failed"; readonly problem: unknown }
  >({ state: "starting" });
  const start = () => {
    bootSession(parts).then(
      () => setBoot({ state: "ready" }),
      (problem: unknown) => setBoot({ state: "failed", problem }),
    );
  };
  useEffect(start, [parts]);
  if (boot.state === "failed") return <ErrorState error={boot.problem} onRetry={start} />;
  if (boot.state === "starting") return null;
  return (
    <QueryClientProvider client={parts.cache}>
      <ApiProvider api={parts.api}>
        <SessionProvider store={parts.session}>
          <ToastProvider>
            <RouterProvider router={parts.router} />
            <SignInAgain />
          </ToastProvider>
        </SessionProvider>
      </ApiProvider>
    </QueryClientProvider>
  );
}

function createParts(locale: () => string) {
  const session = createSessionStore();
  const client = createClient({
    baseUrl: "",
    locale,
    csrf: () => session.session()?.csrfToken ?? null,
    signInAgain: () => session.signInAgain(),
  });
  const cache = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        refetchOnWindowFocus: true,
        retry: (count, problem) => !(problem instanceof ApiProblem) && count < 2,
      },
    },
  });
  return { session, cache, api: { client, queries: createQueries(client) }, router: createPortalRouter() };
}

/** The server says on its page when the request bore no session: then there is nothing to ask for. */
function hasNoSession(): boolean {
  return document.querySelector<HTMLMetaElement>("meta[name='dougong-session']")?.content === "none";
}

/** Whether somebody is signed in already; that nobody is, is no fault. */
async function bootSession({
  api,
  session,
}: {
  readonly api: { readonly client: ReturnType<typeof createClient> };
  readonly session: SessionStore;
}): Promise<void> {
  if (hasNoSession()) return session.set(null);
  try {
    session.set(await fetchSession(api.client));
  } catch (problem) {
    if (!(problem instanceof ApiProblem) || problem.status !== 401) throw problem;
    session.set(null);
  }
}
