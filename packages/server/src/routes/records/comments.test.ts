import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Caller, setUp } from "../../testing/caller.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
let admin: Caller;
let url: string;
beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
  const made = await admin("POST", "/api/v1/records/system.unit", { name: "销售部" });
  url = `/api/v1/records/system.unit/${made.body.id}`;
});
afterAll(() => server.close());

describe("comments over HTTP", () => {
  it("speak to people, and are listed newest last, page by page", async () => {
    const said = await admin("POST", `${url}/comments`, { text: "请 @林晓雯 看一下" });
    expect([said.status, said.body]).toMatchObject([
      201,
      { text: "请 @林晓雯 看一下", by: admin.user, mentions: [admin.user], at: "2026-01-05T08:00:00.000Z" },
    ]);
    for (const text of ["二", "三"]) await admin("POST", `${url}/comments`, { text });
    const first = await admin("GET", `${url}/comments?limit=2`);
    expect(first.body.data.map((one: { text: string }) => one.text)).toEqual(["请 @林晓雯 看一下", "二"]);
    const rest = await admin("GET", `${url}/comments?limit=2&cursor=${first.body.page.next}`);
    expect([rest.body.data.map((one: { text: string }) => one.text), rest.body.page.next]).toEqual([
      ["三"],
      null,
    ]);
  });

  it("are made once for one key, only tried with Dry-Run, and refuse what is no comment", async () => {
    const headers = { "idempotency-key": "said-1" };
    const [one, two] = [
      await admin("POST", `${url}/comments`, { text: "一次" }, headers),
      await admin("POST", `${url}/comments`, { text: "一次" }, headers),
    ];
    expect([two.text, two.headers["idempotency-replayed"]]).toEqual([one.text, "true"]);
    const before = (await admin("GET", `${url}/comments`)).body.data.length;
    expect((await admin("POST", `${url}/comments`, { text: "试" }, { "dry-run": "true" })).status).toBe(201);
    for (const [body, code] of [
      [{ text: "  " }, "required"],
      [{ text: "x".repeat(10_001) }, "too_long"],
      [{}, "required"],
      [{ text: 1 }, "type_mismatch"],
      [{ text: "x", y: 1 }, "unknown_member"],
    ] as const) {
      const refused = await admin("POST", `${url}/comments`, body);
      expect([refused.status, refused.body.errors[0].code]).toEqual([422, code]);
    }
    expect((await admin("GET", `${url}/comments`)).body.data).toHaveLength(before);
    expect((await admin("GET", `${url}/comments?cursor=x`)).body.errors[0].code).toBe("invalid_cursor");
    expect((await admin("GET", `${url}/comments?limit=501`)).body.errors[0].code).toBe("too_many");
  });

  it("stay with a record in the trash, and are out of sight as it is", async () => {
    const kept = (await admin("GET", `${url}/comments`)).text;
    await admin("DELETE", url, undefined, { "if-match": "*" });
    expect((await admin("GET", `${url}/comments`)).status).toBe(404);
    expect((await admin("POST", `${url}/comments`, { text: "x" })).status).toBe(404);
    await admin("POST", `${url}/restore`);
    expect((await admin("GET", `${url}/comments`)).text).toBe(kept);
    expect((await admin("GET", "/api/v1/records/system.unit/nothing/comments")).status).toBe(404);
  });

  it("history comes page by page, too", async () => {
    for (const name of ["a", "b", "c"]) await admin("PATCH", url, { name }, { "if-match": "*" });
    const all = await admin("GET", `${url}/history`);
    expect(all.body.page).toEqual({ next: null });
    const versions: number[] = [];
    let next: string | null = "";
    while (next !== null) {
      const page: Answer = await admin(
        "GET",
        `${url}/history?limit=2${next === "" ? "" : `&cursor=${next}`}`,
      );
      expect(page.body.data.length).toBeLessThanOrEqual(2);
      versions.push(...page.body.data.map((entry: { version: number }) => entry.version));
      next = page.body.page.next;
    }
    expect(versions).toEqual(all.body.data.map((entry: { version: number }) => entry.version));
  });
});
