import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, setUp } from "../../testing/caller.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
let admin: Caller;
const orders = "/api/v1/records/crm.order";

beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
  const installed = await admin("POST", "/api/v1/apps/import", { example: "crm" });
  if (installed.status !== 201) throw new Error(installed.text);
});
afterAll(() => server.close());

describe("POST /records/{entity}/aggregate", () => {
  it("answers what the listed records add up to, in exact decimals", async () => {
    const listed = await admin("POST", `${orders}/query`, { limit: 500, select: ["status", "total"] });
    const rows: { status: string; total: string }[] = listed.body.data;
    const cents = rows.reduce((sum, row) => sum + Math.round(Number(row.total) * 100), 0);
    const answer = await admin("POST", `${orders}/aggregate`, {
      measures: { n: "COUNT()", sum: "SUM(total)" },
    });
    expect([answer.status, answer.body]).toEqual([
      200,
      { data: [{ n: rows.length, sum: (cents / 100).toFixed(2) }] },
    ]);
    const byStatus = await admin("POST", `${orders}/aggregate`, {
      filter: { "!=": [{ var: "status" }, "draft"] },
      groupBy: [{ field: "status" }],
      measures: { n: { count: [] } },
      sort: "-n",
    });
    expect(byStatus.status).toBe(200);
    const counts: { status: string; n: number }[] = byStatus.body.data;
    expect(counts.map(({ n }) => n)).toEqual([...counts.map(({ n }) => n)].sort((a, b) => b - a));
    for (const { status, n } of counts) expect(n).toBe(rows.filter((row) => row.status === status).length);
  });

  it("refuses what it does not know, with every fault at its place", async () => {
    const unknown = await admin("POST", `${orders}/aggregate`, {
      measure: {},
      groupBy: [{ field: "status", buckets: 1 }],
    });
    expect([unknown.status, unknown.body.code]).toEqual([422, "validation_failed"]);
    const paths = unknown.body.errors.map(
      ({ code, path }: { code: string; path: string }) => `${code} ${path}`,
    );
    expect(paths.sort()).toEqual(["unknown_member /groupBy/0/buckets", "unknown_member /measure"]);
    const wrong = await admin("POST", `${orders}/aggregate`, {
      measures: { sum: "SUM(nope)" },
      limit: 10_001,
    });
    expect(wrong.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      "/limit",
      "/measures/sum",
    ]);
    expect((await admin("POST", "/api/v1/records/crm.nothing/aggregate", {})).status).toBe(404);
  });
});
