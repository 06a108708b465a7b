import { connect } from "node:net";
import Fastify from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, anonymous, type Caller, setUp } from "../testing/caller.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";
import { declaredRoutes } from "./declared-routes.ts";

let server: TestServer;
let admin: Caller;
beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
});
afterAll(() => server.close());

const faults = (answer: Answer): string[] =>
  (answer.body.errors ?? []).map((error: { code: string; path: string }) => `${error.code} ${error.path}`);
const unit = "/api/v1/records/system.unit";

describe("a route that does not say what it is", () => {
  const start = async (config: object | undefined, schema: object) => {
    const app = Fastify();
    await app.register(declaredRoutes);
    app.post("/x/:id", { config: config as never, schema }, async () => ({}));
    await app.ready();
  };
  const whole = { access: "public", summary: "x", operation: "x" };
  const schema = { params: {}, querystring: {}, body: {}, response: {} };

  it.each([
    ["access", { ...whole, access: undefined }, schema],
    ["access", undefined, schema],
    ["summary", { access: "public" }, schema],
    ["params", whole, { ...schema, params: undefined }],
    ["query", whole, { ...schema, querystring: undefined }],
    ["body", whole, { ...schema, body: undefined }],
    ["response", whole, { ...schema, response: undefined }],
  ])("keeps the server from starting: %s", async (word, config, given) => {
    await expect(start(config, given)).rejects.toThrow(word);
  });

  it("is none of ours", async () => {
    await expect(start(whole, schema)).resolves.toBeUndefined();
    expect(server.app.declaredRoutes.length).toBeGreaterThan(30);
  });
});

describe("problems", () => {
  it("are problem+json with a request id, for unknown paths and methods, too", async () => {
    const send = anonymous(server.app);
    for (const [method, url, status, code] of [
      ["GET", "/api/v1/nothing", 404, "not_found"],
      ["GET", "/nothing", 404, "not_found"],
      ["POST", "/", 404, "not_found"],
      ["PUT", "/api/v1/session", 405, "method_not_allowed"],
      ["DELETE", "/api/v1/records/system.unit", 405, "method_not_allowed"],
      ["GET", "/api/v1/apps/%zz", 400, "bad_parameter"],
      ["GET", `/api/v1/jobs/${"x".repeat(400)}`, 404, "not_found"],
    ] as const) {
      const answer = await send(method, url);
      expect([url, answer.status, answer.body.code]).toEqual([url, status, code]);
      expect(answer.headers["content-type"]).toContain("application/problem+json");
      expect(answer.body).toMatchObject({
        type: `/problems/${code}`,
        status,
        requestId: answer.headers["request-id"],
      });
    }
    expect((await send("PUT", "/api/v1/session")).headers.allow).toBe("DELETE, GET, HEAD, POST");
  });

  it("speak the caller's language, and the workspace's where they name none", async () => {
    const title = async (language: string) =>
      (await anonymous(server.app)("GET", "/api/v1/me", undefined, { "accept-language": language })).body
        .title;
    expect(await title("en-GB,en;q=0.8")).toBe("Not signed in");
    expect(await title("zh-TW, en;q=0.5")).toMatch(/\p{Script=Han}/u);
    expect(await title("fr")).toMatch(/\p{Script=Han}/u);
    expect(await title("*")).toMatch(/\p{Script=Han}/u);
  });

  it("count their errors in the title", async () => {
    const refused = await admin("POST", `${unit}/query`, { a: 1, b: 2 }, { "accept-language": "en" });
    expect(refused.body).toMatchObject({
      status: 422,
      code: "validation_failed",
      title: "The request has 2 errors",
    });
    expect(refused.body.errors[0]).toEqual({
      code: "unknown_member",
      path: "/a",
      message: "There is no member a here",
      fix: "Leave it out",
    });
  });

  it("have a page for each code, in both languages", async () => {
    const page = await anonymous(server.app)("GET", "/problems/version_conflict", undefined, {
      "accept-language": "en",
    });
    expect([page.status, page.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    expect(page.text).toContain("Changed meanwhile");
    expect(page.text).toMatch(/lang="zh-CN"/);
    expect((await anonymous(server.app)("GET", "/problems/constructor")).status).toBe(404);
  });

  it("never tell what went wrong inside", async () => {
    await server.workspace.pool.query("alter table ws_main._user_role rename to _gone");
    server.clock.advance(500);
    const answer = await admin("GET", "/api/v1/me");
    await server.workspace.pool.query("alter table ws_main._gone rename to _user_role");
    expect([answer.status, answer.body.code]).toEqual([500, "internal"]);
    expect(answer.text).not.toMatch(/_user_role|relation|select|\/work|\.ts/);
  });
});

describe("JSON bodies", () => {
  const post = (body: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
    admin("POST", unit, body, headers);

  it.each([
    ["{", 400, "malformed_json"],
    ['{"name":1,}', 400, "malformed_json"],
    ['{"name":"a","name":"b"}', 400, "malformed_json"],
    [Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400, "malformed_json"],
    ['{"__proto__":{"a":1}}', 422, "validation_failed"],
    ['{"name":"a\\u0000b"}', 422, "validation_failed"],
    ['{"name":"\\ud83d"}', 422, "validation_failed"],
    [`{"name":${"[".repeat(200)}${"]".repeat(200)}}`, 422, "validation_failed"],
    ["[]", 422, "validation_failed"],
    ["null", 422, "validation_failed"],
    ['"x"', 422, "validation_failed"],
  ])("%s is refused", async (body, status, code) => {
    const answer = await post(body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it("say where each fault is", async () => {
    expect(
      faults(await post('{"__proto__":1,"name":"\\u0000","x":{"constructor":{"prototype":2}}}')),
    ).toEqual(["unknown_member /__proto__", "bad_format /name", "unknown_member /x/constructor/prototype"]);
    expect(faults(await post(`{"name":${"[".repeat(200)}${"]".repeat(200)}}`))).toEqual([
      "too_deep /name/0/0/0/0/0/0/0",
    ]);
  });

  it("are at most 1 MiB, and JSON", async () => {
    const large = await post(JSON.stringify({ name: "x".repeat(1024 * 1024) }));
    expect([large.status, large.body.code]).toEqual([413, "too_large"]);
    for (const type of [
      "text/plain",
      "application/xml",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
    ]) {
      const answer = await post("name=x", { "content-type": type });
      expect([type, answer.status, answer.body.code]).toEqual([type, 415, "unsupported_media_type"]);
    }
    expect((await post(Buffer.from('\ufeff{"name":"BOM"}'))).status).toBe(201);
    expect(
      (await post('{"name":"merge"}', { "content-type": "application/merge-patch+json; charset=utf-8" }))
        .status,
    ).toBe(201);
  });
});

describe("parameters and headers", () => {
  it("are refused when unknown or unreadable", async () => {
    const unknown = await admin("GET", `${unit}?limt=5&x=1`);
    expect([unknown.status, unknown.body.code, faults(unknown)]).toEqual([
      400,
      "bad_parameter",
      ["bad_parameter /limt", "bad_parameter /x"],
    ]);
    for (const query of [
      "limit=abc",
      "limit=1.5",
      "limit=",
      "limit=1&limit=2",
      "count=all",
      "limit=0",
      "limit=-1",
    ]) {
      const answer = await admin("GET", `${unit}?${query}`);
      expect([query, answer.status, answer.body.code]).toEqual([query, 400, "bad_parameter"]);
    }
    const many = await admin("GET", `${unit}?limit=501`);
    expect([many.status, many.body.code, faults(many)]).toEqual([
      422,
      "validation_failed",
      ["too_many /limit"],
    ]);
  });

  it("for writes are read strictly", async () => {
    const made = await admin("POST", unit, { name: "北京" });
    const url = `${unit}/${made.body.id}`;
    for (const [headers, status, code] of [
      [{}, 428, "precondition_required"],
      [{ "if-match": "1" }, 400, "bad_parameter"],
      [{ "if-match": 'W/"1"' }, 400, "bad_parameter"],
      [{ "if-match": '"1"', "dry-run": "maybe" }, 400, "bad_parameter"],
      [{ "if-match": '"1"', "idempotency-key": "x".repeat(256) }, 400, "bad_parameter"],
    ] as const) {
      const answer = await admin("PATCH", url, { name: "上海" }, headers);
      expect([headers, answer.status, answer.body.code]).toEqual([headers, status, code]);
    }
  });

  it("refuse a trial where none is possible", async () => {
    const answer = await anonymous(server.app)(
      "POST",
      "/api/v1/session",
      { email: "a@b.example", password: "x" },
      { "dry-run": "true" },
    );
    expect([answer.status, answer.body.code]).toEqual([400, "bad_parameter"]);
  });
});

describe("every answer", () => {
  it("keeps browsers from doing what we do not need", async () => {
    for (const url of ["/api/v1", "/api/v1/nothing", "/problems/internal", "/health"]) {
      const { headers } = await anonymous(server.app)("GET", url);
      expect(headers).toMatchObject({
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "request-id": expect.stringMatching(/^r\d+$/),
      });
      expect(headers["x-powered-by"]).toBeUndefined();
    }
  });

  it("comes over real HTTP, too, and a broken request is refused", async () => {
    const address = await server.app.listen({ port: 0, host: "127.0.0.1" });
    expect(await (await fetch(`${address}/api/v1`)).json()).toEqual({
      name: "Dougong",
      contract: "1.0",
      version: "0.1.0",
      areas: [],
    });
    expect((await fetch(`${address}/health`, { method: "HEAD" })).status).toBe(200);
    const raw = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(address).port), "127.0.0.1", () =>
        socket.write("NONSENSE\r\n\r\n"),
      );
      socket.on("data", (data) => resolve(data.toString()));
      socket.on("error", reject);
    });
    expect(raw).toMatch(/^HTTP\/1\.1 400/);
  });
});
