import { type Actor, type LiveEvent, type ReadContext, readSettings } from "@dougong/data";
import type { Services } from "../../services.ts";
import { type EventStream, openEventStream } from "./event-stream.ts";
import { entityOf } from "./read-topics.ts";

type User = Extract<Actor, { kind: "user" }>;

export interface Follow {
  readonly topics: readonly string[];
  /** The session's secret, which is looked at again and again. */
  readonly token: string;
  readonly actor: User;
  /** `Last-Event-ID`: null where the stream begins, undefined for one that nobody gave. */
  readonly since: number | null | undefined;
}

/** A session that ended, or was taken away, closes its streams within five seconds. */
const sessionInterval = 4_000;
/** Records of which a stream remembers that it told of them. */
const longestMemory = 10_000;

/** A number that was never given: what lies after it is not known to be all. */
const unheardOf = Number.MAX_SAFE_INTEGER;

/** Opens a stream that tells of topics what its reader may know, until they leave or their session ends. */
export async function follow(services: Services, asked: Follow): Promise<EventStream> {
  const { events, identity } = services;
  let actor = asked.actor;
  let last = asked.since ?? 0;
  const told = new Set<string>();
  const stops: (() => void)[] = [];
  const stream = openEventStream(() => {
    for (const stop of stops) stop();
  });
  const reset = (seq: number): void => {
    for (const topic of asked.topics)
      stream.send(seq, { topic, type: "reset", id: null, version: null }, "reset");
  };

  async function look(): Promise<void> {
    const found = await identity.session(asked.token);
    if (found === null) return stream.end();
    if (found.roles.join() === actor.roles.join()) return;
    actor = { ...actor, roles: found.roles };
    reset(last);
  }

  async function tell(batch: readonly LiveEvent[]): Promise<void> {
    const seen = await seenRecords(services, await contextOf(services, actor), batch);
    for (const event of batch) {
      last = event.seq;
      const type = typeFor(actor, event, seen, told);
      if (type === null) continue;
      const { topic, id, version } = event;
      stream.send(event.seq, { topic, type, id, version });
    }
  }

  const subscribed = await events.subscribe(
    { topics: asked.topics, tell, ended: () => stream.end() },
    asked.since === undefined ? unheardOf : asked.since,
  );
  last = subscribed.from;
  stops.push(subscribed.end);
  const timer = setInterval(() => void look().catch(() => undefined), sessionInterval);
  stops.push(() => clearInterval(timer));
  if (subscribed.missed) reset(subscribed.from);
  else stream.mark(subscribed.from);
  return stream;
}

async function contextOf(services: Services, actor: User): Promise<ReadContext> {
  const [catalogue, settings] = await Promise.all([
    services.design.current(),
    readSettings(services.workspace),
  ]);
  return { actor, catalogue, settings, now: services.workspace.clock.now() };
}

/** Records of the batch that the reader sees now, by topic. */
async function seenRecords(
  { queries }: Services,
  context: ReadContext,
  batch: readonly LiveEvent[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const seen = new Map<string, ReadonlySet<string>>();
  for (const topic of new Set(batch.map((event) => event.topic))) {
    const entity = entityOf(topic);
    if (entity === undefined) continue;
    const ids = batch.filter((event) => event.topic === topic).map((event) => event.id);
    seen.set(topic, await queries.seen(context, entity, [...new Set(ids)]));
  }
  return seen;
}

/** What the reader is told an event is, or null where it is none of their business. */
function typeFor(
  actor: User,
  event: LiveEvent,
  seen: ReadonlyMap<string, ReadonlySet<string>>,
  told: Set<string>,
): string | null {
  const isAdmin = actor.roles.includes("system.admin");
  if (entityOf(event.topic) === undefined) {
    if (event.audience !== null) return event.audience === actor.user || isAdmin ? event.type : null;
    return isAdmin ? event.type : null;
  }
  const key = `${event.topic} ${event.id}`;
  if (seen.get(event.topic)?.has(event.id) === true) {
    told.add(key);
    const [oldest] = told;
    if (told.size > longestMemory && oldest !== undefined) told.delete(oldest);
    return event.type;
  }
  // Out of their sight now: those who were told of it hear that it is gone.
  return told.delete(key) ? "removed" : null;
}
