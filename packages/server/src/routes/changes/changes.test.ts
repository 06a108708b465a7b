import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, setUp } from "../../testing/caller.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
let admin: Caller;
const units = "/api/v1/records/system.unit";

beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
});
afterAll(() => server.close());

interface Change {
  readonly entity: string;
  readonly id: string;
  readonly version: number;
  readonly type: string;
  readonly via: { kind: string };
  readonly changes: readonly { path: string; from: unknown; to: unknown }[];
}

async function walk(address: string, since = "0"): Promise<{ data: readonly Change[]; next: string }> {
  const found: Change[] = [];
  let next = since;
  for (;;) {
    const { status, body } = await admin("GET", `${address}&since=${next}`);
    expect(status).toBe(200);
    if (body.data.length === 0) return { data: found, next: body.next };
    found.push(...body.data);
    next = body.next;
  }
}

describe("GET /changes", () => {
  it("gives every change once and in order, from where the last answer ended", async () => {
    const begun = await walk("/api/v1/changes?limit=2");
    const made = await admin("POST", units, { name: "一" });
    const url = `${units}/${made.body.id}`;
    await admin("PATCH", url, { name: "二" }, { "if-match": "*" });
    await admin("DELETE", url, undefined, { "if-match": "*" });
    await admin("POST", `${url}/restore`);
    const other = await admin("POST", units, { name: "三" });
    const { data, next } = await walk("/api/v1/changes?limit=2", begun.next);
    expect(data.map(({ id, version, type }) => [id, version, type])).toEqual([
      [made.body.id, 1, "created"],
      [made.body.id, 2, "updated"],
      [made.body.id, 3, "deleted"],
      [made.body.id, 4, "restored"],
      [other.body.id, 1, "created"],
    ]);
    expect(data[1]).toMatchObject({
      entity: "system.unit",
      via: { kind: "api" },
      changes: [{ path: "/name", from: "一", to: "二" }],
    });
    const repeated = await admin("GET", `/api/v1/changes?since=${next}`);
    expect(repeated.body).toEqual({ data: [], next });
    const whole = await walk("/api/v1/changes?entity=system.unit");
    expect(whole.data.slice(-5)).toEqual(data);
  });

  it("refuses what it cannot read, and entities that there are not", async () => {
    const codes = async (query: string) => {
      const answer = await admin("GET", `/api/v1/changes?${query}`);
      return [answer.status, answer.body.code];
    };
    expect(await codes("since=yesterday")).toEqual([400, "bad_parameter"]);
    expect(await codes("limit=501")).toEqual([422, "validation_failed"]);
    expect(await codes("entity=crm.nothing")).toEqual([404, "not_found"]);
  });

  it("shows nothing to somebody without a role", async () => {
    const { pool } = server.workspace;
    await pool.query("delete from ws_main._user_role");
    server.clock.advance(500); // sessions are remembered for that long
    try {
      expect((await admin("GET", "/api/v1/changes")).body).toEqual({ data: [], next: "0" });
      expect((await admin("GET", "/api/v1/changes?entity=system.unit")).status).toBe(403);
      expect((await admin("GET", "/api/v1/events?topics=records:system.unit")).status).toBe(403);
    } finally {
      await pool.query("insert into ws_main._user_role values ($1, 'system.admin')", [admin.user]);
    }
  });
});
