import type { Resource } from "../../http/resource.ts";
import { answers, objectOf } from "../../http/schemas.ts";
import { sessionCookie } from "../../http/session-cookie.ts";
import type { EventStream } from "./event-stream.ts";
import { follow } from "./follow.ts";
import { entityOf, readTopics } from "./read-topics.ts";

const eventsQuery = objectOf({
  topics: {
    type: "string",
    minLength: 1,
    maxLength: 8192,
    description: "records:app.entity, inbox, jobs, design, notifications; separated by commas",
  },
});

/** The number after which a stream goes on; undefined for one that we cannot have given. */
function readLastEventId(header: string | string[] | undefined): number | null | undefined {
  if (header === undefined || header === "") return null;
  return /^\d{1,15}$/.test(String(header)) ? Number(header) : undefined;
}

/** What happens, as it happens: numbers and ids, no values. */
export const events: Resource = {
  name: "events",
  register(app, services) {
    const open = new Set<EventStream>();
    const { name } = sessionCookie(services.config.publicUrl);
    app.addHook("preClose", async () => {
      for (const stream of open) stream.end();
    });

    app.get<{ Querystring: { topics: string } }>(
      "/api/v1/events",
      {
        exposeHeadRoute: false,
        schema: {
          querystring: eventsQuery,
          response: answers({ 200: { type: "string", contentMediaType: "text/event-stream" } }),
        },
        config: {
          access: "session",
          unlimited: true,
          operation: "followEvents",
          summary: "Server-sent events {topic,type,id,version}; `Last-Event-ID` takes a stream up again",
        },
      },
      async (request, reply) => {
        const topics = readTopics(request.query.topics);
        const [actor, pinned] = await Promise.all([request.actor(), request.pin()]);
        for (const topic of topics) {
          const entity = entityOf(topic);
          if (entity !== undefined) services.queries.requireReadable({ actor, ...pinned }, entity);
        }
        const since = readLastEventId(request.headers["last-event-id"]);
        const stream = await follow(services, { topics, token: request.cookies[name] ?? "", actor, since });
        open.add(stream);
        stream.body.once("close", () => open.delete(stream));
        return (
          reply
            .header("cache-control", "no-store")
            .header("x-accel-buffering", "no")
            // When the stream ends so does its connection: a server that closes waits for those that are kept alive.
            .header("connection", "close")
            .type("text/event-stream; charset=utf-8")
            .send(stream.body)
        );
      },
    );
  },
};
