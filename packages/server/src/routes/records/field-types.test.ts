import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Caller, setUp } from "../../testing/caller.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
let admin: Caller;
const things = "/api/v1/records/lab.thing";

const colours = ["red", { id: "green", label: "绿" }, "blue"];
const size = {
  type: "object",
  fields: [
    { id: "width", type: "decimal", scale: 1, required: true },
    { id: "marks", type: "list", of: "time" },
  ],
};
const bundle = {
  app: { kind: "app", id: "lab", version: "1.0.0", language: "zh-CN" },
  documents: [
    {
      kind: "entity",
      id: "thing",
      title: "name",
      fields: [
        { id: "name", type: "text", required: true },
        { id: "share", type: "percent", min: "0", max: "100" },
        { id: "site", type: "url" },
        { id: "opens", type: "time", min: "06:00" },
        { id: "lasts", type: "duration", default: 5400 },
        { id: "tags", type: "choices", options: colours, default: ["red"] },
        { id: "more", type: "choices", options: { of: "thing.tags" } },
        { id: "extra", type: "json", default: { a: [1] } },
        { id: "size", ...size },
        { id: "parts", type: "lines", entity: "part" },
        { id: "ends", type: "formula", formula: "IF(COUNT(parts) > 0, opens, null)" },
        { id: "both", type: "formula", formula: "share + share" },
        { id: "reds", type: "formula", formula: 'ANY(parts, "red" IN tags)' },
      ],
    },
    {
      kind: "entity",
      id: "part",
      ownedBy: "thing",
      fields: [
        { id: "tags", type: "choices", options: colours },
        { id: "note", type: "json" },
        { id: "at", type: "time" },
      ],
    },
  ],
};

beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
  const installed = await admin("POST", "/api/v1/apps/import", bundle);
  if (installed.status !== 201) throw new Error(installed.text);
});
afterAll(() => server.close());

const faults = (answer: Answer): string[] =>
  (answer.body.errors ?? []).map((error: { code: string; path: string }) => `${error.code} ${error.path}`);

async function create(body: object): Promise<Answer> {
  const answer = await admin("POST", things, body);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer;
}

describe("percent, url, time, duration, choices and json over HTTP", () => {
  it("are kept, worked with, and given back in contract form", async () => {
    const made = await create({
      name: "one",
      share: 12.5,
      site: "https://例子.中国/a?b",
      opens: "09:30",
      lasts: 60,
      tags: ["blue", "red"],
      more: [],
      extra: { b: { c: null }, a: "x" },
      size: { width: "3", marks: ["10:00"] },
      parts: [
        { tags: ["green", "red"], note: [1, { x: "y" }], at: "23:59:59" },
        { tags: null, note: 0 },
      ],
    });
    const wanted = {
      share: "12.50",
      site: "https://例子.中国/a?b",
      opens: "09:30:00",
      lasts: 60,
      tags: ["blue", "red"],
      more: null,
      extra: { b: { c: null }, a: "x" },
      size: { width: "3.0", marks: ["10:00:00"] },
      ends: "09:30:00",
      both: "25.00",
      reds: true,
    };
    expect(made.body).toMatchObject(wanted);
    const { body } = await admin("GET", `${things}/${made.body.id}`);
    expect(body).toMatchObject(wanted);
    expect(body.parts).toMatchObject([
      { tags: ["green", "red"], note: [1, { x: "y" }], at: "23:59:59" },
      { tags: null, note: 0, at: null },
    ]);
  });

  it("have their defaults, lists and JSON too", async () => {
    const { body } = await create({ name: "plain" });
    expect(body).toMatchObject({ lasts: 5400, tags: ["red"], extra: { a: [1] }, size: null });
  });

  it("are refused each at its own place", async () => {
    const answer = await admin("POST", things, {
      name: "bad",
      share: "100.01",
      site: "example.com",
      opens: "05:59",
      lasts: "PT1H",
      tags: ["red", "pink", "red"],
      size: { marks: ["25:00"], depth: 1 },
      parts: [{ tags: ["nope"] }],
    });
    expect(answer.status).toBe(422);
    expect(faults(answer).sort()).toEqual([
      "bad_format /site",
      "bad_format /size/marks/0",
      "not_unique /tags/2",
      "out_of_range /opens",
      "out_of_range /share",
      "reference_not_found /parts/0/tags/0",
      "reference_not_found /tags/1",
      "required /size/width",
      "type_mismatch /lasts",
      "unknown_member /size/depth",
    ]);
  });

  it("refuses JSON beyond 64 KiB with 413", async () => {
    const answer = await admin("POST", things, { name: "big", extra: "字".repeat(22_000) });
    expect([answer.status, answer.body.code, faults(answer)]).toEqual([
      413,
      "too_large",
      ["too_large /extra"],
    ]);
    await create({ name: "just", extra: "x".repeat(65_534) });
  });

  it("a patch replaces JSON and lists whole, and history tells both sides", async () => {
    const made = await create({ name: "two", extra: { a: 1, b: 2 }, tags: ["red", "blue"] });
    const url = `${things}/${made.body.id}`;
    const patched = await admin("PATCH", url, { extra: { c: null }, tags: ["blue"] }, { "if-match": '"1"' });
    expect([patched.status, patched.body.extra, patched.body.tags]).toEqual([200, { c: null }, ["blue"]]);
    const cleared = await admin("PATCH", url, { tags: [], extra: null }, { "if-match": '"2"' });
    expect([cleared.body.tags, cleared.body.extra]).toEqual([null, null]);
    const { body } = await admin("GET", `${url}/history`);
    expect(body.data[1].changes).toEqual([
      { path: "/tags", from: ["red", "blue"], to: ["blue"] },
      { path: "/extra", from: { a: 1, b: 2 }, to: { c: null } },
    ]);
    const before = await admin("GET", `${url}?version=1`);
    expect([before.body.extra, before.body.tags]).toEqual([{ a: 1, b: 2 }, ["red", "blue"]]);
  });

  it("are filtered and sorted: choices by the order of their options", async () => {
    const named = (name: string, tags: string[] | null) =>
      create({ name, tags, site: "https://sorted.example" });
    await named("b", ["blue"]);
    await named("rb", ["red", "blue"]);
    await named("none", null);
    await named("g", ["green"]);
    await named("r", ["red"]);
    const ask = (query: object) => admin("POST", `${things}/query`, { select: ["name"], ...query });
    const own = 'site = "https://sorted.example"';
    const names = (answer: Answer) => answer.body.data.map((row: { name: string }) => row.name);
    expect(names(await ask({ filter: own, sort: ["tags", "name"] }))).toEqual(["r", "rb", "g", "b", "none"]);
    const walked: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Answer = await ask({
        filter: own,
        sort: ["-tags"],
        limit: 2,
        ...(cursor === null ? {} : { cursor }),
      });
      expect(page.status).toBe(200);
      walked.push(...names(page));
      cursor = page.body.page.next;
    } while (cursor !== null);
    expect(walked).toEqual(["b", "g", "rb", "r", "none"]);
    expect(names(await ask({ filter: `${own} AND "red" IN tags`, sort: ["name"] }))).toEqual(["r", "rb"]);
    expect(names(await ask({ filter: `${own} AND ISNULL(tags)` }))).toEqual(["none"]);
    expect(names(await ask({ filter: 'opens < TIME("10:00") AND lasts = 60', sort: ["-opens"] }))).toEqual([
      "one",
    ]);
  });

  it("refuses to index or to be unique over lists and JSON", async () => {
    const [app, documents] = [bundle.app, structuredClone(bundle.documents)];
    Object.assign(documents[0] ?? {}, {
      indexes: [{ fields: ["tags"] }, { fields: ["-opens", "lasts"] }],
      unique: [{ fields: ["extra"] }],
    });
    const answer = await admin("POST", "/api/v1/apps/import", { app, documents }, { "dry-run": "true" });
    expect(faults(answer).sort()).toEqual([
      "type_mismatch /entity:thing/indexes/0/fields/0",
      "type_mismatch /entity:thing/unique/0/fields/0",
    ]);
  });
});
