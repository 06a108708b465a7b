import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, setUp } from "../../testing/caller.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
let admin: Caller;
const open = "/api/v1/views/crm.open_orders/query";

beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
  const installed = await admin("POST", "/api/v1/apps/import", { example: "crm" });
  if (installed.status !== 201) throw new Error(installed.text);
});
afterAll(() => server.close());

const codes = (body: { errors: { code: string; path: string }[] }) =>
  body.errors.map(({ code, path }) => `${code} ${path}`).sort();

describe("POST /views/{view}/query", () => {
  it("answers the view's records with its columns, filter and sort", async () => {
    const listed = await admin("POST", open, {});
    expect(listed.status).toBe(200);
    const rows: { status: string; ordered_on: string }[] = listed.body.data;
    expect(rows.length).toBeGreaterThan(1);
    expect(Object.keys(rows[0] ?? {})).toEqual(expect.arrayContaining(["number", "customer", "total"]));
    expect(rows[0]).not.toHaveProperty("note");
    expect(rows.filter(({ status }) => status === "done" || status === "void")).toEqual([]);
    const dates = rows.map(({ ordered_on }) => ordered_on);
    expect(dates).toEqual([...dates].sort().reverse());
    expect((await admin("POST", open)).body.data).toEqual(rows);
  });

  it("adds a filter to the view's, as text and as JSON, and lets sort, select and limit replace", async () => {
    const all = (await admin("POST", open, { select: ["number", "status"], sort: ["number"] })).body.data;
    const [first] = all;
    const text = await admin("POST", open, { filter: `number = "${first.number}"`, select: ["number"] });
    expect(text.body.data.map((row: { number: string }) => row.number)).toEqual([first.number]);
    const json = { "==": [{ var: "status" }, "done"] };
    expect((await admin("POST", open, { filter: json })).body.data).toEqual([]);
    const limited = await admin("POST", open, { sort: ["number"], limit: 1 });
    expect(limited.body.data.map((row: { number: string }) => row.number)).toEqual([first.number]);
    const next = await admin("POST", open, {
      sort: ["number"],
      limit: 1,
      cursor: limited.body.page.next,
    });
    expect(next.body.data[0].number).toBe(all[1].number);
  });

  it("tells all that is wrong at once, with paths into what was sent", async () => {
    const refused = await admin("POST", open, { filter: "nope = 1", limit: 9999, sort: ["none"] });
    expect(refused.status).toBe(422);
    expect(codes(refused.body)).toEqual([
      "too_many /limit",
      "unknown_field /filter",
      "unknown_field /sort/0",
    ]);
  });

  it("is not found where there is no such view", async () => {
    for (const view of ["crm.none", "none.open_orders", "crm.__proto__", "constructor.x"])
      expect((await admin("POST", `/api/v1/views/${view}/query`, {})).status).toBe(404);
  });
});

describe("a list with several faults", () => {
  it("tells of its limit and its filter together, by address and by body", async () => {
    const address = await admin("GET", "/api/v1/records/crm.order?limit=9999&filter=nope%20%3D%201");
    expect([address.status, codes(address.body)]).toEqual([
      422,
      ["too_many /limit", "unknown_field /filter"],
    ]);
    const body = await admin("POST", "/api/v1/records/crm.order/query", { limit: 501, filter: "nope = 1" });
    expect([body.status, codes(body.body)]).toEqual([422, ["too_many /limit", "unknown_field /filter"]]);
    expect((await admin("GET", "/api/v1/records/crm.order?limit=abc")).status).toBe(400);
  });
});
