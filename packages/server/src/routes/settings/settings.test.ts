import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Caller, setUp } from "../../testing/caller.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
let admin: Caller;
beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
  const app = { kind: "app", id: "crm", label: "CRM", version: "1.0.0", language: "en" };
  const fields = [
    { id: "stall_days", type: "integer", label: "Stall days", default: 7, min: 1, max: 90 },
    { id: "rate", type: "decimal", precision: 5, scale: 2, default: "0.5" },
    { id: "greeting", type: "text" },
  ];
  const documents = [{ kind: "settings", id: "crm", fields }];
  const installed = await admin("POST", "/api/v1/apps/import", { app, documents });
  if (installed.status !== 201) throw new Error(installed.text);
});
afterAll(() => server.close());

const url = "/api/v1/settings/crm";
const faults = (answer: Answer): string[] =>
  (answer.body.errors ?? []).map((error: { code: string; path: string }) => `${error.code} ${error.path}`);

describe("settings over HTTP", () => {
  it("begin with their defaults, are changed by a patch, and go back by null", async () => {
    const first = await admin("GET", url);
    expect([first.status, first.headers.etag, first.body]).toEqual([
      200,
      '"1"',
      { stall_days: 7, rate: "0.50", greeting: null },
    ]);
    const changed = await admin("PATCH", url, { stall_days: 9, greeting: "你好" }, { "if-match": '"1"' });
    expect([changed.status, changed.headers.etag, changed.body]).toEqual([
      200,
      '"2"',
      { stall_days: 9, rate: "0.50", greeting: "你好" },
    ]);
    expect((await admin("GET", url)).text).toBe(changed.text);
    expect((await admin("PATCH", url, { stall_days: 9 })).headers.etag).toBe('"2"');
    const back = await admin("PATCH", url, { stall_days: null });
    expect([back.headers.etag, back.body.stall_days]).toEqual(['"3"', 7]);
    const log = await server.workspace.pool.query(
      "select version, by, changes::text from ws_main._setting_change order by version",
    );
    expect(log.rows.map((row) => [row.version, row.by])).toEqual([
      [2, admin.user],
      [3, admin.user],
    ]);
  });

  it("tell a stale change with both sides", async () => {
    const stale = await admin("PATCH", url, { stall_days: 3, rate: "1" }, { "if-match": '"2"' });
    expect([stale.status, stale.body]).toMatchObject([
      409,
      { code: "version_conflict", base: 2, current: { stall_days: 7 }, conflicts: ["/stall_days"] },
    ]);
  });

  it("refuse what their fields refuse, and leave nothing", async () => {
    const refused = await admin("PATCH", url, { stall_days: 0, rate: "0.123", greting: "x" });
    expect([refused.status, faults(refused)]).toEqual([
      422,
      ["out_of_range /stall_days", "scale_exceeded /rate", "unknown_field /greting"],
    ]);
    expect((await admin("GET", url)).headers.etag).toBe('"3"');
    expect((await admin("GET", "/api/v1/settings/system")).status).toBe(404);
    expect((await admin("PATCH", "/api/v1/settings/nothing", {})).status).toBe(404);
  });

  it("are tried with Dry-Run, changed once for a key, and lose no change of many at once", async () => {
    const dry = await admin("PATCH", url, { rate: "2" }, { "dry-run": "true" });
    expect([dry.body.rate, (await admin("GET", url)).body.rate]).toEqual(["2.00", "0.50"]);
    const headers = { "idempotency-key": "settings-1" };
    const one = await admin("PATCH", url, { rate: "3" }, headers);
    const two = await admin("PATCH", url, { rate: "3" }, headers);
    expect([two.text, two.headers["idempotency-replayed"]]).toEqual([one.text, "true"]);
    await Promise.all([
      admin("PATCH", url, { stall_days: 20 }),
      admin("PATCH", url, { greeting: "both" }),
      admin("PATCH", url, { rate: "4" }),
    ]);
    expect((await admin("GET", url)).body).toEqual({ stall_days: 20, rate: "4.00", greeting: "both" });
  });
});
