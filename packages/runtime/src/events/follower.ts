import { eventMarks, type LiveEvent, readEvents, type Workspace } from "@dougong/data";

/** Who follows topics. */
export interface Subscriber {
  readonly topics: readonly string[];
  /** Told in order, one batch after the other; a batch that fails ends the stream. */
  tell(events: readonly LiveEvent[]): Promise<void>;
  /** The stream is over: it was ended, or fell too far behind. */
  ended(): void;
}

/** A subscriber with its place in the log. */
export interface Follower {
  begin(): void;
  /** What the process's reader found after `position`. */
  news(position: number, events: readonly LiveEvent[]): void;
  end(): void;
}

const most = 1_000;
/** Events that wait to be told; beyond, the stream ends and its reader comes back for the rest. */
const longestQueue = 10_000;

/** Catches up from a number, then goes along with the news. */
export function createFollower(
  workspace: Workspace,
  subscriber: Subscriber,
  from: number,
  onEnd: () => void,
): Follower {
  const topics = new Set(subscriber.topics);
  let position = from;
  let isLive = false;
  /** Set where news came during the catching up, which may not have seen them. */
  let isBehind = false;
  let isOver = false;
  let waiting = 0;
  let telling: Promise<void> = Promise.resolve();

  function end(): void {
    if (isOver) return;
    isOver = true;
    onEnd();
    subscriber.ended();
  }

  function tell(events: readonly LiveEvent[]): void {
    const mine = events.filter((event) => event.seq > position && topics.has(event.topic));
    position = Math.max(position, events.at(-1)?.seq ?? 0);
    waiting += mine.length;
    if (waiting > longestQueue) end();
    if (isOver || mine.length === 0) return;
    telling = telling
      .then(async () => {
        if (!isOver) await subscriber.tell(mine);
        waiting -= mine.length;
      })
      .catch(end);
  }

  async function catchUp(): Promise<void> {
    isLive = false;
    while (!isOver) {
      isBehind = false;
      const { last } = await eventMarks(workspace);
      const events = await readEvents(workspace, position, most, subscriber.topics);
      tell(events);
      await telling;
      if (events.length === most) continue;
      // Whatever has a number up to `last` was there to be read.
      position = Math.max(position, last);
      if (!isBehind) break;
    }
    isLive = true;
  }

  return {
    begin: () => void catchUp().catch(end),
    news(before, events) {
      if (isOver) return;
      // Behind the reader: what lies between is not in the news, so it is fetched first.
      if (!isLive) isBehind = true;
      else if (position < before) void catchUp().catch(end);
      else tell(events);
    },
    end,
  };
}
