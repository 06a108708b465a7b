import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous, type Caller, call, callerOf, setUp } from "../../testing/caller.ts";
import { password, type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
let admin: Caller;
beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
});
afterAll(() => server.close());

const signIn = (email: string, secret: string, headers: Readonly<Record<string, string>> = {}) =>
  anonymous(server.app)("POST", "/api/v1/session", { email, password: secret }, headers);

describe("sessions", () => {
  it("begin with the right password, in any case of the address, and end with signing out", async () => {
    const caller = callerOf(server.app, await signIn("Admin@Example.com", password));
    const who = await caller("GET", "/api/v1/session");
    expect([who.status, who.body]).toEqual([
      200,
      { user: { id: admin.user, email: "admin@example.com", name: "林晓雯" }, csrfToken: caller.csrfToken },
    ]);
    const out = await caller("DELETE", "/api/v1/session");
    expect([out.status, out.text]).toEqual([204, ""]);
    expect(out.headers["set-cookie"]).toMatch(/^dougong_session=; /);
    const after = await caller("GET", "/api/v1/session");
    expect([after.status, after.body.code, after.headers["content-type"]]).toEqual([
      401,
      "unauthenticated",
      "application/problem+json; charset=utf-8",
    ]);
  });

  it("have a new secret at each sign-in, and the former of the same browser ends", async () => {
    const first = callerOf(server.app, await signIn("admin@example.com", password));
    const second = callerOf(
      server.app,
      await signIn("admin@example.com", password, { cookie: first.cookie }),
    );
    expect(second.cookie).not.toBe(first.cookie);
    expect((await first("GET", "/api/v1/me")).status).toBe(401);
    expect((await second("GET", "/api/v1/me")).status).toBe(200);
  });

  it("end on every node within half a second, and on the node of the sign-out at once", async () => {
    const other = await server.secondNode();
    try {
      const caller = callerOf(server.app, await signIn("admin@example.com", password));
      const headers = { cookie: caller.cookie };
      const elsewhere = () => call(other.app, { method: "GET", url: "/api/v1/me", headers });
      expect((await elsewhere()).status).toBe(200);
      await caller("DELETE", "/api/v1/session");
      expect((await caller("GET", "/api/v1/me")).status).toBe(401);
      server.clock.advance(500);
      expect((await elsewhere()).status).toBe(401);
    } finally {
      await other.close();
    }
  });

  it("end with the next request where a person is made inactive through this node", async () => {
    const inactive = await admin("POST", "/api/v1/records/system.user", {
      email: "leaves@example.com",
      name: "Leaves",
      active: true,
    });
    await server.services.identity.createAdmin({ email: "leaves@example.com", password });
    const leaver = callerOf(server.app, await signIn("leaves@example.com", password));
    expect((await leaver("GET", "/api/v1/me")).status).toBe(200);
    const { status } = await admin(
      "PATCH",
      `/api/v1/records/system.user/${inactive.body.id}`,
      { active: false },
      { "if-match": "*" },
    );
    expect(status).toBe(200);
    expect((await leaver("GET", "/api/v1/me")).status).toBe(401);
  });

  it("are kept as hashes only", async () => {
    const caller = callerOf(server.app, await signIn("admin@example.com", password));
    const { rows } = await server.workspace.pool.query("select id from ws_main._session");
    expect(rows.length).toBeGreaterThan(0);
    for (const { id } of rows) {
      expect(id).toMatch(/^[0-9a-f]{64}$/);
      expect(caller.cookie).not.toContain(id);
    }
  });

  it("answer alike for an unknown address and a wrong password", async () => {
    const answers = [
      await signIn("admin@example.com", "wrong password"),
      await signIn("nobody@example.com", "wrong password"),
    ];
    const [one, two] = answers.map(({ status, body }) => ({ status, body: { ...body, requestId: "" } }));
    expect(one).toEqual(two);
    expect(one).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
  });

  it("need the CSRF token for whatever changes something", async () => {
    const without = await admin("DELETE", "/api/v1/session", undefined, { "x-csrf-token": "" });
    expect([without.status, without.body.code]).toEqual([403, "csrf_failed"]);
    const wrong = await admin(
      "POST",
      "/api/v1/records/system.unit",
      { name: "x" },
      { "x-csrf-token": `${admin.csrfToken}x` },
    );
    expect([wrong.status, wrong.body.code]).toEqual([403, "csrf_failed"]);
    expect((await admin("GET", "/api/v1/session", undefined, { "x-csrf-token": "" })).status).toBe(200);
  });

  it("end when the person is made inactive, and by time", async () => {
    const caller = callerOf(server.app, await signIn("admin@example.com", password));
    await server.workspace.pool.query("update ws_main.system__user set active = false");
    server.clock.advance(500);
    expect((await caller("GET", "/api/v1/me")).status).toBe(401);
    expect((await signIn("admin@example.com", password)).status).toBe(401);
    await server.workspace.pool.query("update ws_main.system__user set active = true");
    expect((await caller("GET", "/api/v1/me")).status).toBe(200);
    server.clock.advance(2 * 86_400_000);
    expect((await caller("GET", "/api/v1/me")).status).toBe(200);
    server.clock.advance(2 * 86_400_000);
    expect((await caller("GET", "/api/v1/me")).status).toBe(200);
    server.clock.advance(3 * 86_400_000 + 1);
    expect((await caller("GET", "/api/v1/me")).body.code).toBe("unauthenticated");
  });

  it("are refused for a minute after ten failures, also when all come at once, while a rush of good ones is served", async () => {
    const rush = await Promise.all(Array.from({ length: 15 }, () => signIn("admin@example.com", password)));
    expect(rush.map((answer) => answer.status)).toEqual(Array(15).fill(201));
    server.clock.advance(61_000);
    const guesses = await Promise.all(
      Array.from({ length: 14 }, (_, index) => signIn("admin@example.com", `guess ${index}`)),
    );
    expect(guesses.filter((answer) => answer.status === 401)).toHaveLength(10);
    const limited = guesses.filter((answer) => answer.status === 429);
    expect(limited).toHaveLength(4);
    expect(limited[0]?.headers).toMatchObject({
      "retry-after": "60",
      "ratelimit-policy": '"sign-in";q=10;w=60',
      ratelimit: '"sign-in";r=0;t=60',
    });
    expect((await signIn("admin@example.com", password)).status).toBe(429);
    server.clock.advance(60_001);
    expect((await signIn("admin@example.com", password)).status).toBe(201);
  });

  it("are bound to https by name where the server is reached by https", async () => {
    const secure = await testServer({ publicUrl: "https://erp.example.com" });
    try {
      const made = await anonymous(secure.app)(
        "POST",
        "/api/v1/setup",
        (await import("../../testing/caller.ts")).setupBody,
      );
      expect(made.headers["set-cookie"]).toMatch(
        /^__Host-dougong_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
      expect(made.headers["strict-transport-security"]).toContain("max-age=31536000");
      expect((await callerOf(secure.app, made)("GET", "/api/v1/me")).status).toBe(200);
    } finally {
      await secure.close();
    }
  });
});

describe("resetting an admin", () => {
  it("gives a new password, ends old sessions, and makes the person active", async () => {
    server.clock.advance(120_000);
    const before = callerOf(server.app, await signIn("admin@example.com", password));
    await server.workspace.pool.query("update ws_main.system__user set active = false");
    expect(
      await server.services.identity.createAdmin({
        email: "ADMIN@example.com",
        password: "another good one",
      }),
    ).toEqual({ user: admin.user, created: false });
    expect((await before("GET", "/api/v1/me")).status).toBe(401);
    expect((await signIn("admin@example.com", password)).status).toBe(401);
    expect((await signIn("admin@example.com", "another good one")).status).toBe(201);
    await server.services.identity.createAdmin({ email: "admin@example.com", password });
    expect((await signIn("admin@example.com", password)).status).toBe(201);
  });

  it("makes a second admin, and refuses a bad password", async () => {
    const made = await server.services.identity.createAdmin({
      email: "second@example.com",
      password: "another good one",
      name: "何伟",
    });
    expect(made.created).toBe(true);
    const me = await callerOf(server.app, await signIn("second@example.com", "another good one"))(
      "GET",
      "/api/v1/me",
    );
    expect(me.body).toMatchObject({ user: { name: "何伟" }, roles: ["system.admin"] });
    await expect(
      server.services.identity.createAdmin({ email: "x@example.com", password: "short" }),
    ).rejects.toMatchObject({ code: "validation_failed" });
  });
});
