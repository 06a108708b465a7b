import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anonymous, setUp, setupBody } from "../../testing/caller.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
beforeEach(async () => {
  server = await testServer();
});
afterEach(() => server.close());

describe("the setup", () => {
  it("makes the first admin, keeps the workspace's facts, signs in, and is then closed", async () => {
    const send = anonymous(server.app);
    expect((await send("GET", "/api/v1/setup")).body).toEqual({ needed: true });
    const made = await send("POST", "/api/v1/setup", setupBody);
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      user: { id: expect.any(String), email: "admin@example.com", name: "林晓雯" },
      csrfToken: expect.any(String),
    });
    expect(made.headers["set-cookie"]).toMatch(
      /^dougong_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect((await send("GET", "/api/v1/setup")).body).toEqual({ needed: false });
    const again = await send("POST", "/api/v1/setup", { ...setupBody, email: "other@example.com" });
    expect([again.status, again.body.code]).toEqual([409, "already_set_up"]);
    expect(
      (await server.workspace.pool.query("select name, time_zone, locale, currency from ws_main._workspace"))
        .rows,
    ).toEqual([{ name: "津海重工", time_zone: "Asia/Shanghai", locale: "zh-CN", currency: "CNY" }]);
  });

  it("makes one admin of twenty at once, with the same and with different addresses", async () => {
    const tries = Array.from({ length: 20 }, (_, index) =>
      anonymous(server.app)("POST", "/api/v1/setup", { ...setupBody, email: `a${index % 10}@example.com` }),
    );
    const statuses = (await Promise.all(tries)).map((answer) => `${answer.status} ${answer.body.code ?? ""}`);
    expect(statuses.filter((status) => status === "201 ")).toHaveLength(1);
    expect(statuses.filter((status) => status === "409 already_set_up")).toHaveLength(19);
    for (const table of ["system__user", "_credential", "_user_role", "_session"]) {
      expect((await server.workspace.pool.query(`select from ws_main.${table}`)).rowCount).toBe(1);
    }
  });

  it("refuses a wrong token, and after ten of them any", async () => {
    const send = anonymous(server.app);
    for (let index = 0; index < 10; index += 1) {
      const refused = await send("POST", "/api/v1/setup", { ...setupBody, token: `guess ${index}` });
      expect([refused.status, refused.body.code]).toEqual([401, "unauthenticated"]);
    }
    const limited = await send("POST", "/api/v1/setup", setupBody);
    expect([limited.status, limited.headers["retry-after"]]).toEqual([429, "60"]);
    server.clock.advance(61_000);
    expect((await send("POST", "/api/v1/setup", setupBody)).status).toBe(201);
  });

  it("names every fault at once and changes nothing", async () => {
    const send = anonymous(server.app);
    const refused = await send("POST", "/api/v1/setup", {
      ...setupBody,
      password: "short",
      workspace: { name: " ", timeZone: "Mars/Base", locale: "x", currency: "yuan" },
    });
    expect(refused.status).toBe(422);
    expect(
      refused.body.errors.map((error: { code: string; path: string }) => `${error.code} ${error.path}`),
    ).toEqual([
      "bad_format /password",
      "required /workspace/name",
      "bad_format /workspace/timeZone",
      "bad_format /workspace/locale",
      "bad_format /workspace/currency",
    ]);
    const email = await send("POST", "/api/v1/setup", { ...setupBody, email: "no address" });
    expect(email.body.errors).toMatchObject([{ code: "bad_format", path: "/email" }]);
    const members = await send("POST", "/api/v1/setup", { token: "x", admin: true });
    expect(
      members.body.errors
        .map((error: { code: string; path: string }) => `${error.code} ${error.path}`)
        .sort(),
    ).toEqual([
      "required /email",
      "required /name",
      "required /password",
      "required /workspace",
      "unknown_member /admin",
    ]);
    expect((await send("GET", "/api/v1/setup")).body).toEqual({ needed: true });
  });

  it("tries without effect, and keeps no password in clear", async () => {
    const send = anonymous(server.app);
    const tried = await send("POST", "/api/v1/setup", setupBody, { "dry-run": "true" });
    expect([tried.status, tried.headers["dry-run"], tried.headers["set-cookie"]]).toEqual([
      201,
      "true",
      undefined,
    ]);
    expect((await send("GET", "/api/v1/setup")).body).toEqual({ needed: true });
    await setUp(server.app);
    const { rows } = await server.workspace.pool.query("select password from ws_main._credential");
    expect(rows[0].password).toMatch(/^\$argon2id\$/);
    const changes = await server.workspace.pool.query(
      "select row::text || changes::text as text from ws_main._change",
    );
    expect(changes.rows.map((row) => row.text).join("")).not.toContain("horse");
  });
});
