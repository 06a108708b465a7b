import { isJsonObject, type JsonObject } from "@dougong/model";
import type { Client } from "../http/client.ts";
import { objectsAt, textAt } from "../http/read.ts";

/** Changes of records after a point, and the point to go on from. */
export interface ChangePage {
  /** `{entity,id,version,type,at,by,via,changes}` in the order of commits. */
  readonly data: readonly JsonObject[];
  readonly next: string;
}

/** What a live event tells: no values. Topics that were `reset` have to be read anew. */
export interface LiveNews {
  readonly topic: string;
  /** `created`, `updated`, `deleted`, `restored`, `removed`, `reset`, …; unknown ones may come. */
  readonly type: string;
  readonly id: string | null;
  readonly version: number | null;
}

export async function fetchChanges(
  client: Client,
  query: { readonly since?: string; readonly entity?: string; readonly limit?: number } = {},
): Promise<ChangePage> {
  const { since, entity, limit } = query;
  const { body } = await client.send({
    path: "/changes",
    query: { since, entity, limit: limit === undefined ? undefined : String(limit) },
  });
  return { data: objectsAt(body, "data"), next: textAt(body, "next") };
}

/**
 * Follows topics while the page is looked at, until the returned function is called; the browser takes a lost stream
 * up again where it ended.
 * `onOpen` hears when it flows, the first time and again: what was read before that may have missed something.
 *
 * @example
 * const stop = followEvents(["records:crm.order"], (news) => refresh(news.id));
 */
export function followEvents(
  topics: readonly string[],
  onNews: (news: LiveNews) => void,
  onOpen?: () => void,
): () => void {
  let source: EventSource | undefined;
  const hear = (event: MessageEvent<string>) => onNews(readNews(JSON.parse(event.data)));
  const listen = () => {
    const opened = new EventSource(`/api/v1/events?topics=${encodeURIComponent(topics.join(","))}`);
    if (onOpen !== undefined) opened.addEventListener("open", onOpen);
    opened.addEventListener("message", hear);
    opened.addEventListener("reset", hear);
    return opened;
  };
  // A browser has six connections to a server for all its tabs, so a tab that nobody looks at lets go of its own.
  const settle = () => {
    if (document.visibilityState === "visible") {
      source ??= listen();
    } else {
      source?.close();
      source = undefined;
    }
  };
  settle();
  document.addEventListener("visibilitychange", settle);
  return () => {
    document.removeEventListener("visibilitychange", settle);
    source?.close();
  };
}

function readNews(data: unknown): LiveNews {
  const found = isJsonObject(data) ? data : {};
  const { id, version } = found;
  return {
    topic: textAt(found, "topic"),
    type: textAt(found, "type"),
    id: typeof id === "string" ? id : null,
    version: typeof version === "number" ? version : null,
  };
}
