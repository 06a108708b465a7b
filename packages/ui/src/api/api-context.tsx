import type { Client, Queries } from "@dougong/client";
import { createContext, type ReactNode, useContext } from "react";

interface Api {
  readonly client: Client;
  readonly queries: Queries;
}

const ApiContext = createContext<Api | null>(null);

export function ApiProvider({ api, children }: { readonly api: Api; readonly children: ReactNode }) {
  return <ApiContext value={api}>{children}</ApiContext>;
}

/** The server, for components that read or write. @throws Error where no `ApiProvider` stands above */
export function useApi(): Api {
  const api = useContext(ApiContext);
  if (api === null) throw new Error("An ApiProvider is missing");
  return api;
}
