import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, setUp } from "../../testing/caller.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
let admin: Caller;
let address: string;
const units = "/api/v1/records/system.unit";
const topic = "records:system.unit";

beforeAll(async () => {
  server = await testServer({ rateLimit: 1_000 });
  address = await server.app.listen({ port: 0, host: "127.0.0.1" });
  admin = await setUp(server.app);
});
afterAll(() => server.close());

interface Told {
  readonly event: string;
  readonly id: string;
  readonly data: { topic: string; type: string; id: string | null; version: number | null };
}

/** An EventSource with its hands tied: what it is told can be waited for. */
async function listen(topics: string, headers: Record<string, string> = {}, cookie = admin.cookie) {
  const cut = new AbortController();
  const response = await fetch(`${address}/api/v1/events?topics=${encodeURIComponent(topics)}`, {
    headers: { cookie, ...headers },
    signal: cut.signal,
  });
  const told: Told[] = [];
  const state = { over: false, lastId: "", text: "" };
  const reading = (async () => {
    const decoder = new TextDecoder();
    let rest = "";
    for await (const chunk of response.body ?? []) {
      const text = decoder.decode(chunk, { stream: true });
      state.text += text;
      rest += text;
      const parts = rest.split("\n\n");
      rest = parts.pop() ?? "";
      for (const part of parts) {
        const fields = new Map(
          part
            .split("\n")
            .map((line): [string, string] => [line.split(": ")[0] ?? "", line.slice(line.indexOf(": ") + 2)]),
        );
        state.lastId = fields.get("id") ?? state.lastId;
        const data = fields.get("data");
        if (data !== undefined)
          told.push({ event: fields.get("event") ?? "message", id: state.lastId, data: JSON.parse(data) });
      }
    }
  })()
    .catch(() => undefined)
    .finally(() => {
      state.over = true;
    });
  const until = async (holds: () => boolean, ms = 8_000) => {
    const end = Date.now() + ms;
    while (!holds()) {
      if (Date.now() > end) throw new Error(`Told only ${JSON.stringify(told)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  if (response.status === 200) await until(() => state.lastId !== "");
  return { response, told, state, until, close: async () => void (cut.abort(), await reading) };
}

describe("GET /events", () => {
  it("tells of changes within two seconds, without their values, and of nothing else", async () => {
    const stream = await listen(`${topic},jobs,inbox,notifications`);
    expect([stream.response.status, stream.response.headers.get("content-type")]).toEqual([
      200,
      "text/event-stream; charset=utf-8",
    ]);
    const made = await admin("POST", units, { name: "保密的部门" });
    await stream.until(() => stream.told.length === 1, 2_000);
    await admin("PATCH", `${units}/${made.body.id}`, { name: "另一个" }, { "if-match": "*" });
    await admin("POST", units, { name: "试" }, { "dry-run": "true" });
    await admin("DELETE", `${units}/${made.body.id}`, undefined, { "if-match": "*" });
    await admin("POST", `${units}/${made.body.id}/restore`);
    await stream.until(() => stream.told.length === 4);
    expect(stream.told.map(({ event, data }) => [event, data.topic, data.type, data.id])).toEqual(
      ["created", "updated", "deleted", "restored"].map((type) => ["message", topic, type, made.body.id]),
    );
    expect(stream.told.map(({ data }) => data.version)).toEqual([1, 2, 3, 4]);
    const ids = stream.told.map(({ id }) => Number(id));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(stream.state.text).not.toContain("部门");
    await stream.close();
  });

  it("goes on after Last-Event-ID, and says `reset` where it cannot", async () => {
    const first = await listen(topic);
    const { lastId } = first.state;
    await first.close();
    const names = ["甲", "乙", "丙"];
    for (const name of names) await admin("POST", units, { name });
    const second = await listen(topic, { "last-event-id": lastId });
    await second.until(() => second.told.length === 3);
    const third = await listen(topic, { "last-event-id": second.told[1]?.id ?? "" });
    await third.until(() => third.told.length === 1);
    expect(third.told).toEqual(second.told.slice(2));
    for (const strange of ["99999999", "what"]) {
      const lost = await listen(topic, { "last-event-id": strange });
      expect(lost.told).toMatchObject([{ event: "reset", data: { topic, type: "reset" } }]);
      await lost.close();
    }
    await Promise.all([second.close(), third.close()]);
  });

  it("refuses topics that there are not", async () => {
    const codes = async (topics: string) => {
      const answer = await admin("GET", `/api/v1/events?topics=${encodeURIComponent(topics)}`);
      return [answer.status, answer.body.code];
    };
    expect(await codes("records:system.unit,weather")).toEqual([400, "bad_parameter"]);
    expect(await codes("records:")).toEqual([400, "bad_parameter"]);
    expect(await codes("records:system.nothing")).toEqual([404, "not_found"]);
    expect((await admin("GET", "/api/v1/events")).status).toBe(400);
    expect((await listen(topic, {}, "")).response.status).toBe(401);
  });

  it("tells admins of jobs and publishes", async () => {
    const stream = await listen("design");
    const installed = await admin("POST", "/api/v1/apps/import", { example: "crm", seed: false });
    expect(installed.status).toBe(201);
    await stream.until(() => stream.told.length === 1);
    expect(stream.told[0]?.data).toEqual({
      topic: "design",
      type: "published",
      id: "crm",
      version: installed.body.revision,
    });
    await stream.close();
  });

  it("counts against no limit of requests, and ends with its session", async () => {
    const before = await admin("GET", "/api/v1/me");
    const signedIn = await listen(topic);
    const after = await admin("GET", "/api/v1/me");
    const left = (answer: typeof before) => Number(/r=(\d+)/.exec(answer.headers["ratelimit"] ?? "")?.[1]);
    expect(left(before) - left(after)).toBe(1);
    expect((await admin("DELETE", "/api/v1/session")).status).toBe(204);
    await signedIn.until(() => signedIn.state.over, 6_000);
  });

  it("keeps no server from closing", async () => {
    const other = await testServer();
    try {
      const url = await other.app.listen({ port: 0, host: "127.0.0.1" });
      const person = await setUp(other.app);
      const response = await fetch(`${url}/api/v1/events?topics=${topic}`, {
        headers: { cookie: person.cookie },
      });
      const reading = response.text();
      const begun = performance.now();
      await other.app.close();
      expect(await reading).toContain("id: ");
      expect(performance.now() - begun).toBeLessThan(5_000);
    } finally {
      await other.close();
    }
  });
});
