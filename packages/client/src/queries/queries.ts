import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Client } from "../http/client.ts";
import { fetchActions } from "../resources/actions.ts";
import { fetchApps, fetchDocuments, fetchExamples } from "../resources/apps.ts";
import { fetchMe, fetchSetup } from "../resources/identity.ts";
import { fetchJob } from "../resources/imports.ts";
import { fetchHistory, fetchRecord, queryRecords, type RecordQuery } from "../resources/records.ts";

/** Cache keys and fetchers of every resource, one place so that an invalidation cannot miss one. */
export function createQueries(client: Client) {
  return {
    setup: () => queryOptions({ queryKey: ["setup"], queryFn: () => fetchSetup(client) }),
    me: () => queryOptions({ queryKey: ["me"], queryFn: ({ signal }) => fetchMe(client, signal) }),
    apps: () => queryOptions({ queryKey: ["apps"], queryFn: ({ signal }) => fetchApps(client, signal) }),
    documents: (app: string, revision: number) =>
      queryOptions({
        queryKey: ["documents", app, revision],
        queryFn: ({ signal }) => fetchDocuments(client, app, signal),
        staleTime: Number.POSITIVE_INFINITY,
      }),
    examples: () =>
      queryOptions({ queryKey: ["examples"], queryFn: ({ signal }) => fetchExamples(client, signal) }),
    records: (entity: string, query: RecordQuery) =>
      infiniteQueryOptions({
        queryKey: ["records", entity, "list", query],
        queryFn: ({ pageParam, signal }) =>
          queryRecords(
            client,
            entity,
            pageParam === "" ? query : { ...query, count: "none", cursor: pageParam },
            signal,
          ),
        initialPageParam: "",
        getNextPageParam: (last) => last.next,
      }),
    record: (entity: string, id: string, expand: readonly string[] = []) =>
      queryOptions({
        queryKey: ["records", entity, "one", id, expand],
        queryFn: ({ signal }) => fetchRecord(client, entity, id, { expand, signal }),
      }),
    history: (entity: string, id: string) =>
      queryOptions({
        queryKey: ["records", entity, "history", id],
        queryFn: ({ signal }) => fetchHistory(client, entity, id, signal),
      }),
    actions: (entity: string, id: string) =>
      queryOptions({
        queryKey: ["records", entity, "actions", id],
        queryFn: ({ signal }) => fetchActions(client, entity, id, signal),
      }),
    job: (id: string) =>
      queryOptions({
        queryKey: ["jobs", id],
        queryFn: ({ signal }) => fetchJob(client, id, signal),
        refetchInterval: (query) => (isOver(query.state.data?.status) ? false : 500),
      }),
  };
}

export type Queries = ReturnType<typeof createQueries>;

function isOver(status: string | undefined): boolean {
  return status === "succeeded" || status === "failed" || status === "cancelled";
}
