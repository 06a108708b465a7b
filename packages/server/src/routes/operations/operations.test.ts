import { openWorkspace } from "@dougong/data";
import { fakeClock } from "@dougong/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServer } from "../../create-server.ts";
import { anonymous, setUp } from "../../testing/caller.ts";
import { composeServices, quiet, type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await testServer({ metricsToken: "numbers", rateLimit: 5 });
});
afterAll(() => server.close());

describe("operations", () => {
  it("say that the process lives and whether it can answer", async () => {
    const send = anonymous(server.app);
    expect((await send("GET", "/health")).body).toEqual({ status: "ok" });
    const before = await send("GET", "/ready");
    expect([before.status, before.body]).toEqual([
      200,
      { status: "ready", checks: { database: "ok", migrations: "ok", worker: "absent" } },
    ]);
    server.startWorker();
    await expect
      .poll(async () => (await send("GET", "/ready")).body.checks.worker, { timeout: 10_000 })
      .toBe("ok");
    await server.workspace.pool.query(
      "delete from ws_main._migration where number = (select max(number) from ws_main._migration)",
    );
    expect((await send("GET", "/ready")).status).toBe(503);
  });

  it("count requests by route, for whoever has the token", async () => {
    const send = anonymous(server.app);
    expect((await send("GET", "/metrics")).status).toBe(401);
    await send("GET", "/problems/internal");
    const { text } = await send("GET", "/metrics", undefined, { authorization: "Bearer numbers" });
    expect(text).toMatch(
      /dougong_http_requests_total\{method="GET",route="\/problems\/:code",status="200"\} 1/,
    );
    for (const name of [
      "dougong_http_request_duration_seconds_bucket",
      "dougong_queue_depth",
      "dougong_run_total",
      "dougong_db_pool",
    ])
      expect(text).toContain(name);
  });

  it("limit the requests of a principal, and say when to come back", async () => {
    const send = anonymous(server.app);
    server.clock.advance(60_000);
    const answers = [];
    for (let index = 0; index < 6; index += 1) answers.push(await send("GET", "/api/v1/setup"));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers[0]?.headers).toMatchObject({
      "ratelimit-policy": '"default";q=5;w=60',
      ratelimit: '"default";r=4;t=60',
    });
    expect(answers[5]).toMatchObject({ body: { code: "rate_limited" }, headers: { "retry-after": "60" } });
    expect((await send("GET", "/health")).status).toBe(200);
    server.clock.advance(60_000);
    const admin = await setUp(server.app);
    expect((await admin("GET", "/api/v1/me")).headers.ratelimit).toContain("r=4");
  });
});

describe("without a database", () => {
  it("answers 503 with Retry-After within 5 seconds, and lives on", async () => {
    const workspace = openWorkspace({
      connectionString: "postgres://nobody@127.0.0.1:9/none",
      clock: fakeClock("2026-01-05T08:00:00Z"),
    });
    const services = composeServices(workspace, {
      version: "0.1.0",
      publicUrl: "http://localhost:3000",
      rateLimit: 0,
    });
    const app = await createServer({ ...services, logger: quiet, newRequestId: () => "r" });
    try {
      const send = anonymous(app);
      const started = performance.now();
      const answers = [
        await send("GET", "/api/v1/setup"),
        await send("GET", "/api/v1/me", undefined, { cookie: "dougong_session=x" }),
        await send("POST", "/api/v1/session", { email: "a@b.example", password: "x" }),
      ];
      expect(performance.now() - started).toBeLessThan(5_000);
      for (const answer of answers)
        expect([answer.status, answer.body.code, answer.headers["retry-after"]]).toEqual([
          503,
          "unavailable",
          "2",
        ]);
      expect((await send("GET", "/health")).status).toBe(200);
      expect((await send("GET", "/ready")).status).toBe(503);
    } finally {
      await app.close();
      await workspace.close();
    }
  });
});
