import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Caller, setUp } from "../../testing/caller.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
let admin: Caller;
beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
});
afterAll(() => server.close());

const units = "/api/v1/records/system.unit";
const faults = (answer: Answer): string[] =>
  (answer.body.errors ?? []).map((error: { code: string; path: string }) => `${error.code} ${error.path}`);
const count = async () => (await admin("GET", `${units}?count=exact&limit=1`)).body.page.count;

describe("batches over HTTP", () => {
  it("answer one result for each operation, of one entity or of several", async () => {
    const bulk = await admin("POST", `${units}/bulk`, {
      operations: [
        { op: "create", as: "head", data: { name: "总部" } },
        { op: "create", data: { name: "分部", parent: { $ref: "head.id" } } },
      ],
    });
    expect([bulk.status, bulk.body.results.map((one: { status: number }) => one.status)]).toEqual([
      200,
      [201, 201],
    ]);
    const [head, branch] = bulk.body.results;
    expect(branch.record.parent).toBe(head.record.id);
    expect((await admin("GET", `${units}/${branch.record.id}`)).body).toEqual(branch.record);

    const batch = await admin("POST", "/api/v1/batch", {
      operations: [
        { op: "update", entity: "system.unit", id: head.record.id, version: 1, data: { head: admin.user } },
        { op: "delete", entity: "system.unit", id: branch.record.id, version: "*" },
      ],
    });
    expect(batch.body.results).toMatchObject([
      { status: 200, record: { head: admin.user, version: 2 } },
      { status: 204 },
    ]);
    expect(batch.body.results[1]).not.toHaveProperty("record");
  });

  it("refuse as a whole, in the caller's language", async () => {
    const before = await count();
    const body = {
      operations: [
        { op: "create", data: { name: "好" } },
        { op: "create", data: {} },
        { op: "update", id: "nothing", data: {} },
        { op: "upsert", key: ["name"], data: { name: "x" } },
        { op: "action", id: admin.user, action: "x" },
      ],
    };
    const refused = await admin("POST", `${units}/bulk`, body, { "accept-language": "en" });
    expect([refused.status, refused.body.code]).toEqual([422, "validation_failed"]);
    expect(faults(refused)).toEqual([
      "required /operations/1/data/name",
      "not_found /operations/2/id",
      "ambiguous /operations/3/key",
      "not_found /operations/4/action",
    ]);
    expect(refused.body.errors[2].message).toBe("部门 has no unique over just these fields");
    const zh = await admin("POST", `${units}/bulk`, body, { "accept-language": "zh-CN" });
    expect(zh.body.errors[2].message).toBe("部门没有恰好由这些字段组成的唯一约束");
    expect(await count()).toBe(before);
  });

  it("do each operation by itself when they are not atomic", async () => {
    const answer = await admin("POST", "/api/v1/batch", {
      atomic: false,
      operations: [
        { op: "create", entity: "system.unit", as: "a", data: { name: "单独" } },
        { op: "create", entity: "system.unit", data: {} },
        { op: "update", entity: "system.unit", id: { $ref: "a.id" }, version: 3, data: { name: "x" } },
        { op: "update", entity: "system.unit", id: { $ref: "a.id" }, version: 1, data: { name: "改" } },
        { op: "delete", entity: "system.unit", id: { $ref: "a.id" }, version: 2 },
      ],
    });
    expect(answer.status).toBe(200);
    expect(answer.body.results.map((one: { status: number }) => one.status)).toEqual([
      201, 422, 409, 200, 204,
    ]);
    expect(answer.body.results[1].problem).toMatchObject({
      code: "validation_failed",
      errors: [{ code: "required", path: "/operations/1/data/name" }],
    });
    expect(answer.body.results[2].problem).toMatchObject({
      code: "version_conflict",
      base: 3,
      current: { version: 1 },
    });
  });

  it("are only tried with Dry-Run, atomic or not", async () => {
    const before = await count();
    const operations = [
      { op: "create", as: "a", data: { name: "试" } },
      { op: "create", data: { name: "试二", parent: { $ref: "a.id" } } },
    ];
    for (const atomic of [true, false]) {
      const answer = await admin("POST", `${units}/bulk`, { atomic, operations }, { "dry-run": "true" });
      expect([
        answer.headers["dry-run"],
        answer.body.results.map((one: { status: number }) => one.status),
      ]).toEqual(["true", [201, 201]]);
    }
    expect(await count()).toBe(before);
  });

  it("have their effect once for one Idempotency-Key, atomic or not", async () => {
    for (const atomic of [true, false]) {
      const before = await count();
      const headers = { "idempotency-key": `batch-${atomic}` };
      const body = { atomic, operations: [{ op: "create", data: { name: "一次" } }] };
      const first = await admin("POST", `${units}/bulk`, body, headers);
      const again = await admin("POST", `${units}/bulk`, body, headers);
      expect([again.status, again.text, again.headers["idempotency-replayed"]]).toEqual([
        200,
        first.text,
        "true",
      ]);
      const other = await admin("POST", `${units}/bulk`, { ...body, operations: [] }, headers);
      expect([other.status, other.body.code]).toEqual([422, "idempotency_mismatch"]);
      expect(await count()).toBe(before + 1);
    }
    const headers = { "idempotency-key": "batch-parallel" };
    const body = { operations: [{ op: "create", data: { name: "并发" } }] };
    const before = await count();
    const all = await Promise.all(
      Array.from({ length: 8 }, () => admin("POST", `${units}/bulk`, body, headers)),
    );
    expect(all.every((one) => one.status === 200 || one.body.code === "idempotency_in_progress")).toBe(true);
    expect(await count()).toBe(before + 1);
  });

  it("refuse what is no batch, with places", async () => {
    const many = await admin("POST", "/api/v1/batch", {
      operations: Array.from({ length: 1001 }, () => ({ op: "create", entity: "system.unit", data: {} })),
    });
    expect([many.status, faults(many)]).toEqual([422, ["too_many /operations"]]);
    const bad = await admin("POST", "/api/v1/batch", {
      operations: [
        { op: "make", entity: "system.unit" },
        { op: "create", data: [] },
        { op: "create", entity: "system.unit", x: 1 },
      ],
    });
    expect(bad.status).toBe(422);
    expect(faults(bad).map((fault) => fault.split(" ")[1])).toEqual([
      "/operations/0/op",
      "/operations/1/entity",
      "/operations/1/data",
      "/operations/2/x",
    ]);
    const other = await admin("POST", `${units}/bulk`, {
      operations: [{ op: "create", entity: "system.user", data: {} }],
    });
    expect([other.status, faults(other)]).toEqual([422, ["bad_format /operations/0/entity"]]);
    const unknown = await admin("POST", "/api/v1/records/no.thing/bulk", {
      operations: [{ op: "create", data: {} }],
    });
    expect([unknown.status, unknown.body.code]).toEqual([404, "not_found"]);
    const large = JSON.stringify({ operations: [{ op: "create", data: { name: "x".repeat(11_000_000) } }] });
    expect((await admin("POST", `${units}/bulk`, large, { "content-type": "application/json" })).status).toBe(
      413,
    );
    const wide = {
      operations: Array.from({ length: 40 }, () => ({ op: "create", data: { name: "x".repeat(60_000) } })),
    };
    expect((await admin("POST", `${units}/bulk`, wide)).status).toBe(422);
  });
});
