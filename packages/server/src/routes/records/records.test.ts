import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Caller, setUp } from "../../testing/caller.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
let admin: Caller;
beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
  const installed = await admin("POST", "/api/v1/apps/import", { example: "crm", seed: false });
  if (installed.status !== 201) throw new Error(installed.text);
});
afterAll(() => server.close());

const units = "/api/v1/records/system.unit";
const faults = (answer: Answer): string[] =>
  (answer.body.errors ?? []).map((error: { code: string; path: string }) => `${error.code} ${error.path}`);

describe("records over HTTP", () => {
  it("are created with Location and ETag, read, changed, deleted and restored", async () => {
    const made = await admin("POST", units, { name: "销售部" });
    expect(made.status).toBe(201);
    expect(made.headers).toMatchObject({
      location: `${units}/${made.body.id}`,
      etag: '"1"',
      "content-type": "application/json; charset=utf-8",
    });
    const url = `${units}/${made.body.id}`;
    const read = await admin("GET", url);
    expect([read.status, read.headers.etag, read.body]).toEqual([200, '"1"', made.body]);

    const changed = await admin("PATCH", url, { name: "销售一部" }, { "if-match": '"1"' });
    expect([changed.status, changed.headers.etag, changed.body.name, changed.body.version]).toEqual([
      200,
      '"2"',
      "销售一部",
      2,
    ]);
    expect((await admin("GET", `${url}?version=1`)).body).toMatchObject({ version: 1, name: "销售部" });

    const gone = await admin("DELETE", url, undefined, { "if-match": '"2"' });
    expect([gone.status, gone.text]).toEqual([204, ""]);
    expect((await admin("GET", url)).status).toBe(404);
    const back = await admin("POST", `${url}/restore`);
    expect([back.status, back.body.name]).toEqual([200, "销售一部"]);

    const history = await admin("GET", `${url}/history`);
    expect(
      history.body.data.map((entry: { version: number; via: { kind: string } }) => entry.via.kind),
    ).toContain("api");
    expect(history.body.data[0].version).toBe(back.body.version);
  });

  it("answer a stale change with both sides", async () => {
    const made = await admin("POST", units, { name: "一" });
    const url = `${units}/${made.body.id}`;
    await admin("PATCH", url, { name: "二" }, { "if-match": '"1"' });
    const stale = await admin("PATCH", url, { name: "三" }, { "if-match": '"1"' });
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({
      code: "version_conflict",
      base: 1,
      current: { name: "二", version: 2 },
      submitted: { name: "三" },
      conflicts: ["/name"],
    });
    expect(stale.headers.etag).toBeUndefined();
    expect((await admin("PATCH", url, { name: "三" }, { "if-match": "*" })).status).toBe(200);
  });

  it("are made once for one Idempotency-Key", async () => {
    const headers = { "idempotency-key": "k-1" };
    const [first, second] = [
      await admin("POST", units, { name: "一次" }, headers),
      await admin("POST", units, { name: "一次" }, headers),
    ];
    expect([second.status, second.text, second.headers.location, second.headers.etag]).toEqual([
      201,
      first.text,
      first.headers.location,
      '"1"',
    ]);
    expect([first.headers["idempotency-replayed"], second.headers["idempotency-replayed"]]).toEqual([
      undefined,
      "true",
    ]);
    const other = await admin("POST", units, { name: "两次" }, headers);
    expect([other.status, other.body.code]).toEqual([422, "idempotency_mismatch"]);
  });

  it("are only tried with Dry-Run", async () => {
    const before = (await admin("GET", `${units}?count=exact&limit=1`)).body.page.count;
    const tried = await admin("POST", units, { name: "试" }, { "dry-run": "true" });
    expect([tried.status, tried.headers["dry-run"], tried.headers.location, tried.body.name]).toEqual([
      201,
      "true",
      undefined,
      "试",
    ]);
    expect((await admin("GET", `${units}?count=exact&limit=1`)).body.page.count).toBe(before);
    expect((await admin("POST", units, {}, { "dry-run": "true" })).status).toBe(422);
  });

  it("report every fault at once, in the caller's language", async () => {
    const refused = await admin(
      "POST",
      units,
      { nme: "x", parent: "no id", version: 3 },
      { "accept-language": "en" },
    );
    expect(refused.status).toBe(422);
    expect(faults(refused).sort()).toEqual(expect.arrayContaining(["required /name", "unknown_field /nme"]));
    expect(refused.body.errors.find((error: { path: string }) => error.path === "/nme").fix).toBe(
      "Did you mean name?",
    );
  });

  it("are listed by an address and by a body alike", async () => {
    for (const name of ["甲", "乙", "丙"]) await admin("POST", units, { name: `列 ${name}` });
    const filter = encodeURIComponent('STARTSWITH(name, "列 ")');
    const listed = await admin("GET", `${units}?filter=${filter}&select=name&sort=-name&limit=2&count=exact`);
    expect([listed.status, listed.body.data.length, listed.body.page.count]).toEqual([200, 2, 3]);
    const queried = await admin("POST", `${units}/query`, {
      filter: 'STARTSWITH(name, "列 ")',
      select: ["name"],
      sort: ["-name"],
      limit: 2,
      count: "exact",
    });
    expect(queried.text).toBe(listed.text);
    const json = await admin("POST", `${units}/query`, {
      filter: { startswith: [{ var: "name" }, "列 "] },
      select: "name",
      sort: "-name",
      limit: 2,
      count: "exact",
    });
    expect(json.body.data).toEqual(listed.body.data);
    const rest = await admin("POST", `${units}/query`, {
      filter: 'STARTSWITH(name, "列 ")',
      select: ["name"],
      sort: ["-name"],
      limit: 2,
      cursor: listed.body.page.next,
    });
    expect([rest.body.data.length, rest.body.page.next]).toEqual([1, null]);
  });

  it("refuse filters with the place of their fault, and unknown entities", async () => {
    const bad = await admin("GET", `${units}?filter=${encodeURIComponent("name = ")}`);
    expect([bad.status, bad.body.code, faults(bad)]).toEqual([
      422,
      "validation_failed",
      ["syntax_error /filter"],
    ]);
    expect(bad.body.errors[0]).toHaveProperty("at");
    for (const url of [
      "/api/v1/records/crm.nothing",
      "/api/v1/records/nothing",
      `${units}/00000000-0000-7000-8000-000000000000`,
      `${units}/not-an-id`,
    ]) {
      expect([url, (await admin("GET", url)).status]).toEqual([url, 404]);
    }
  });

  it("are nothing at all to somebody without a role", async () => {
    const { workspace } = server;
    const made = await admin("POST", units, { name: "只给管理员" });
    await workspace.pool.query("delete from ws_main._user_role");
    server.clock.advance(500);
    try {
      const answers = [
        await admin("GET", units),
        await admin("GET", `${units}/${made.body.id}`),
        await admin("POST", units, { name: "x" }),
        await admin("PATCH", `${units}/${made.body.id}`, { name: "x" }, { "if-match": "*" }),
        await admin("DELETE", `${units}/${made.body.id}`, undefined, { "if-match": "*" }),
        await admin("GET", `${units}/${made.body.id}/history`),
      ];
      for (const answer of answers) {
        expect(answer.text).not.toContain("只给管理员");
        expect([403, 404, 200]).toContain(answer.status);
      }
      expect(answers.slice(1).map((answer) => answer.status >= 400)).toEqual([true, true, true, true, true]);
    } finally {
      await workspace.pool.query("insert into ws_main._user_role values ($1, 'system.admin')", [admin.user]);
      server.clock.advance(500);
    }
  });
});
