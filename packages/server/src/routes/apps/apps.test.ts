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

const small = {
  app: { kind: "app", id: "tiny", version: "1.0.0", language: "en", label: "Tiny" },
  documents: [
    {
      kind: "entity",
      id: "thing",
      label: "Thing",
      fields: [
        { id: "name", type: "text", required: true },
        { id: "price", type: "money" },
      ],
    },
  ],
};

describe("apps", () => {
  it("that come with the product are listed and installed by name", async () => {
    const listed = await admin("GET", "/api/v1/examples");
    const crm = listed.body.data.find((example: { id: string }) => example.id === "crm");
    expect(crm).toMatchObject({
      id: "crm",
      label: expect.any(String),
      entities: expect.any(Number),
      pages: expect.any(Number),
    });
    const installed = await admin("POST", "/api/v1/apps/import", { example: "crm" });
    expect([installed.status, installed.headers.location]).toEqual([201, "/api/v1/apps/crm"]);
    expect(installed.body).toMatchObject({ app: "crm", revision: 1, plan: { from: 0, to: 1, problems: [] } });
    const me = await admin("GET", "/api/v1/me");
    expect(me.body.apps.find((app: { id: string }) => app.id === "crm")).toMatchObject({
      revision: 1,
      pages: expect.any(Array),
    });
    const unknown = await admin("POST", "/api/v1/apps/import", { example: "../../etc" });
    expect([unknown.status, unknown.body.errors[0].code, unknown.body.errors[0].path]).toEqual([
      422,
      "unknown_document",
      "/example",
    ]);
  });

  it("are planned without effect, installed from a bundle, read and exported byte for byte", async () => {
    const tried = await admin("POST", "/api/v1/apps/import", small, { "dry-run": "true" });
    expect([tried.status, tried.headers["dry-run"]]).toEqual([201, "true"]);
    expect(tried.body.plan.changes.length).toBeGreaterThan(0);
    expect((await admin("GET", "/api/v1/apps/tiny")).status).toBe(404);

    expect((await admin("POST", "/api/v1/apps/import", small)).status).toBe(201);
    expect((await admin("GET", "/api/v1/apps/tiny")).body).toMatchObject({
      kind: "app",
      id: "tiny",
      revision: 1,
    });
    expect((await admin("GET", "/api/v1/apps")).body.data.map((app: { id: string }) => app.id)).toContain(
      "tiny",
    );
    const documents = await admin("GET", "/api/v1/apps/tiny/documents?kind=entity");
    expect(documents.body.data).toMatchObject([{ kind: "entity", id: "thing" }]);

    const [one, two] = [
      await admin("GET", "/api/v1/apps/tiny/export"),
      await admin("GET", "/api/v1/apps/tiny/export?revision=1&seed=false"),
    ];
    expect(one.text).toBe(two.text);
    const again = await admin("POST", "/api/v1/apps/import", one.body);
    expect(again.status).toBe(201);
  });

  it("with faults are refused with the path of each", async () => {
    const refused = await admin("POST", "/api/v1/apps/import", {
      ...small,
      app: { ...small.app, id: "bad" },
      documents: [
        {
          kind: "entity",
          id: "thing",
          colour: "red",
          fields: [
            { id: "a", type: "text" },
            { id: "b", type: "reference", to: "nowhere" },
          ],
        },
        { kind: "flow", id: "f" },
      ],
    });
    expect(refused.status).toBe(422);
    const found = refused.body.errors.map((error: { code: string; path: string }) => error.code);
    expect(found).toEqual(expect.arrayContaining(["unknown_member", "unsupported_kind"]));
    const extra = await admin("POST", "/api/v1/apps/import", { ...small, extra: 1 });
    expect(extra.body.errors).toMatchObject([{ code: "unknown_member", path: "/extra" }]);
  });

  it("take bundles of more than 1 MiB, up to 10", async () => {
    const large = {
      ...small,
      app: { ...small.app, id: "large", description: "x" },
      seed: {
        "large.thing": Array.from({ length: 200 }, (_, index) => ({
          name: `${index}`,
          note: "x".repeat(10_000),
        })),
      },
    };
    const answer = await admin("POST", "/api/v1/apps/import", large);
    expect([answer.status, answer.body.errors?.[0].code]).toEqual([422, "unknown_field"]);
    expect(
      (await admin("POST", "/api/v1/apps/import", `{"app":"${"x".repeat(10 * 1024 * 1024)}"}`)).status,
    ).toBe(413);
  });

  it("describe their API as OpenAPI, each entity spelt out", async () => {
    const { body } = await admin("GET", "/api/v1/apps/tiny/openapi.json");
    expect(body).toMatchObject({ openapi: "3.1.0", info: { title: "Tiny", version: "1.0.0" } });
    const create = body.paths["/api/v1/records/tiny.thing"].post;
    expect(create).toMatchObject({
      operationId: "createRecord_tiny_thing",
      requestBody: {
        content: { "application/json": { schema: { $ref: "#/components/schemas/tiny_thing_create" } } },
      },
    });
    expect(body.components.schemas.tiny_thing_create).toMatchObject({
      required: ["name"],
      additionalProperties: false,
      properties: { name: {}, price: {} },
    });
    const ids = Object.values(body.paths).flatMap((path) =>
      Object.values(path as Record<string, { operationId: string }>).map(
        (operation) => operation.operationId,
      ),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(body.paths).filter((path) => path.includes("/crm."))).toEqual([]);
  });

  it("have schemas for their documents", async () => {
    const schema = await admin("GET", "/schemas/v1/entity.json");
    expect(schema.body).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: "/schemas/v1/entity.json",
    });
    expect((await admin("GET", "/schemas/v1/nothing.json")).status).toBe(404);
  });
});

describe("expressions", () => {
  const compile = (expression: unknown) =>
    admin("POST", "/api/v1/expressions/compile", { entity: "tiny.thing", expression });
  const evaluate = (body: object) =>
    admin("POST", "/api/v1/expressions/evaluate", { entity: "tiny.thing", ...body });

  it("are understood in both spellings", async () => {
    const text = await compile('price * 2 > 10 AND name != "x"');
    expect(text.body).toMatchObject({
      type: "boolean",
      reads: ["price", "name"],
      runs: ["sql", "server", "browser"],
    });
    const json = await compile(text.body.json);
    expect(json.body).toEqual(text.body);
  });

  it("are worked out exactly, over a given record, instant and zone", async () => {
    expect((await evaluate({ expression: "price + 0.20", record: { price: "0.10" } })).body).toEqual({
      type: "decimal(2)",
      value: "0.30",
    });
    expect(
      (await evaluate({ expression: "$today", now: "2026-01-05T20:00:00Z", timeZone: "Asia/Shanghai" })).body,
    ).toEqual({ type: "date", value: "2026-01-06" });
    expect(
      (
        await evaluate({
          expression: "$old.price = price",
          record: { price: "1.00" },
          old: { price: "1.00" },
        })
      ).body.value,
    ).toBe(true);
    expect(
      (await evaluate({ expression: "created_by.name", record: { created_by: admin.user } })).body.value,
    ).toBe("林晓雯");
    expect((await evaluate({ expression: "$user.email" })).body.value).toBe("admin@example.com");
  });

  it("are refused with the place of the fault", async () => {
    const wrong = await compile('price = "abc" OR nme');
    expect(wrong.status).toBe(422);
    expect(
      wrong.body.errors.every(
        (error: { path: string; at: object }) =>
          error.path.startsWith("/expression") && error.at !== undefined,
      ),
    ).toBe(true);
    expect((await evaluate({ expression: "1", timeZone: "Mars" })).body.errors).toMatchObject([
      { path: "/timeZone" },
    ]);
    expect((await evaluate({ expression: "1", now: "yesterday" })).body.errors).toMatchObject([
      { path: "/now" },
    ]);
    expect(
      (await admin("POST", "/api/v1/expressions/compile", { entity: "tiny.none", expression: "1" })).status,
    ).toBe(404);
  });
});
