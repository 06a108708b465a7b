import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, setUp } from "../../testing/caller.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
let admin: Caller;

beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
});
afterAll(() => server.close());

const note = (search?: string[]) => ({
  app: { kind: "app", id: "notes", label: "Notes", version: "1.0.0", language: "zh-CN" },
  documents: [
    { kind: "entity", id: "city", title: "name", fields: [{ id: "name", type: "text" }] },
    {
      kind: "entity",
      id: "note",
      title: "title",
      ...(search === undefined ? {} : { search }),
      fields: [
        { id: "title", type: "text" },
        { id: "body", type: "long_text" },
        { id: "city", type: "reference", to: "city" },
      ],
    },
  ],
});

const labels = async (q: string) => {
  const { status, body } = await admin("GET", `/api/v1/search?q=${encodeURIComponent(q)}`);
  expect(status).toBe(200);
  return body.data.map((hit: { entity: string; $label: string }) => `${hit.entity} ${hit.$label}`);
};

describe("GET /search", () => {
  it("finds by text, pinyin and initials what was written over the API, also when `search` is designed anew", async () => {
    expect((await admin("POST", "/api/v1/apps/import", note())).status).toBe(201);
    const city = await admin("POST", "/api/v1/records/notes.city", { name: "重庆" });
    const made = await admin("POST", "/api/v1/records/notes.note", {
      title: "会议",
      body: "长沙分公司",
      city: city.body.id,
    });
    expect(made.status).toBe(201);
    expect(await labels("chongqing")).toEqual(["notes.city 重庆"]);
    expect([await labels("hy"), await labels("changsha"), await labels("FENGONGSI")]).toEqual([
      ["notes.note 会议"],
      ["notes.note 会议"],
      ["notes.note 会议"],
    ]);
    expect(await labels("会议 分公司")).toEqual(["notes.note 会议"]);

    expect((await admin("POST", "/api/v1/apps/import", note(["title", "city.name"]))).status).toBe(201);
    expect(await labels("changsha")).toEqual([]);
    expect(await labels("chongqing")).toEqual(["notes.city 重庆", "notes.note 会议"]);
    await admin("PATCH", `/api/v1/records/notes.city/${city.body.id}`, { name: "长沙" }, { "if-match": "*" });
    expect(await labels("cs")).toEqual(["notes.city 长沙", "notes.note 会议"]);
    const listed = await admin("GET", "/api/v1/records/notes.note?q=cs");
    expect(listed.body.data.map((row: { id: string }) => row.id)).toEqual([made.body.id]);

    await admin("DELETE", `/api/v1/records/notes.note/${made.body.id}`, undefined, { "if-match": "*" });
    expect(await labels("hy")).toEqual([]);
    await admin("POST", `/api/v1/records/notes.note/${made.body.id}/restore`);
    expect(await labels("hy")).toEqual(["notes.note 会议"]);
  });

  it("refuses what it cannot read", async () => {
    expect((await admin("GET", "/api/v1/search")).status).toBe(400);
    expect((await admin("GET", "/api/v1/search?q=a&limit=101")).body.code).toBe("validation_failed");
    expect((await admin("GET", "/api/v1/search?q=%20")).body).toEqual({ data: [] });
  });
});
