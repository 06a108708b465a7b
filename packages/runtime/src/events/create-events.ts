import { eventMarks, readEvents, type Workspace } from "@dougong/data";
import type { Logger } from "pino";
import { numberedChannel } from "../relay/create-relay.ts";
import { ended, openConnection } from "../relay/own-connection.ts";
import { keepRunning } from "../worker/keep-running.ts";
import { createFollower, type Follower, type Subscriber } from "./follower.ts";

export interface EventsOptions {
  readonly workspace: Workspace;
  readonly logger: Logger;
}

/** What happens in the workspace, told to whoever follows, on whichever node it happened. */
export interface Events {
  /**
   * Begins to tell a subscriber of its topics: what came after `since`, then what comes. Without `since` from now on.
   *
   * @returns the number that the stream begins after, and whether what lay between is gone, so that the subscriber must
   * look for itself
   */
  subscribe(subscriber: Subscriber, since: number | null): Promise<Subscribed>;
  /** Ends all streams. */
  stop(): Promise<void>;
}

export interface Subscribed {
  readonly from: number;
  readonly missed: boolean;
  end(): void;
}

/** Without news the log is looked at so often, should a notification be lost. */
const pollInterval = 500;
const restartDelay = 1_000;
const most = 1_000;
/** Events that a stream may be behind when it comes back. */
const longestResume = 10_000;

/** One reader of the log per process; streams that come back catch up by themselves and then join it. */
export function createEvents({ workspace, logger }: EventsOptions): Events {
  const stopping = new AbortController();
  const followers = new Set<Follower>();
  let last: number | null = null;
  let hasNews = false;
  let wakeUp = (): void => undefined;

  async function tellAll(): Promise<void> {
    if (followers.size === 0) {
      last = null;
      return;
    }
    const position = last ?? (await eventMarks(workspace)).last;
    last = position;
    const events = await readEvents(workspace, position, most);
    const end = events.at(-1)?.seq;
    if (end === undefined) return;
    last = end;
    for (const follower of followers) follower.news(position, events);
    if (events.length === most) await tellAll();
  }

  async function listen(): Promise<void> {
    const client = await openConnection(workspace);
    try {
      client.on("notification", () => {
        hasNews = true;
        wakeUp();
      });
      await client.query(`listen "${numberedChannel(workspace.schema)}"`);
      const asked = new Promise<void>((resolve) => {
        // It may have been asked while the connection was being made.
        if (stopping.signal.aborted) resolve();
        else stopping.signal.addEventListener("abort", () => resolve());
      });
      await Promise.race([ended(client), asked]);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async function follow(): Promise<void> {
    hasNews = false;
    await tellAll();
    if (hasNews || stopping.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollInterval);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  // Nothing runs before somebody follows: a command that ends at once has no use for it.
  let tasks: readonly Promise<void>[] = [];
  function begin(): void {
    if (tasks.length > 0 || stopping.signal.aborted) return;
    tasks = [
      keepRunning(listen, restartDelay, stopping.signal, logger),
      keepRunning(follow, 0, stopping.signal, logger),
    ];
  }

  return {
    async subscribe(subscriber, since) {
      const marks = await eventMarks(workspace);
      const missed = since !== null && (await isMissed(workspace, subscriber.topics, since, marks));
      const from = since === null || missed ? marks.last : since;
      const follower = createFollower(workspace, subscriber, from, () => followers.delete(follower));
      followers.add(follower);
      follower.begin();
      begin();
      return { from, missed, end: () => follower.end() };
    },
    async stop() {
      stopping.abort();
      wakeUp();
      for (const follower of followers) follower.end();
      await Promise.all(tasks);
    },
  };
}

async function isMissed(
  workspace: Workspace,
  topics: readonly string[],
  since: number,
  marks: { readonly last: number; readonly forgotten: number },
): Promise<boolean> {
  if (since > marks.last) return true;
  const signals = topics.some((topic) => !topic.startsWith("records:"));
  if (signals && since < marks.forgotten) return true;
  if (marks.last - since <= longestResume) return false;
  return (await readEvents(workspace, since, longestResume + 1, topics)).length > longestResume;
}
