import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous, type Caller, setUp, setupBody } from "../testing/caller.ts";
import { formOf } from "../testing/form.ts";
import { password, type TestServer, testServer } from "../testing/test-server.ts";

let server: TestServer;
let admin: Caller;

beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
});
afterAll(() => server.close());

const key = (value: string) => ({ "idempotency-key": value });
const install = (headers: Record<string, string>, body: unknown = { example: "crm", seed: false }) =>
  admin("POST", "/api/v1/apps/import", body, headers);
const revisions = async () =>
  Number(
    (await server.workspace.pool.query("select count(*) as n from ws_main._revision where app = 'crm'"))
      .rows[0]?.n,
  );

describe("Idempotency-Key beyond records", () => {
  it("has the effect once and answers the same again", async () => {
    const first = await install(key("app-1"));
    expect([first.status, first.headers["idempotency-replayed"]]).toEqual([201, undefined]);
    const again = await install(key("app-1"));
    expect([again.status, again.headers["idempotency-replayed"]]).toEqual([201, "true"]);
    expect(again.text).toBe(first.text);
    expect(await revisions()).toBe(1);
  });

  it("refuses the key for another body, path or method", async () => {
    expect((await install(key("app-1"), { example: "crm" })).body.code).toBe("idempotency_mismatch");
    const elsewhere = await admin("POST", "/api/v1/expressions/compile", {}, key("app-1"));
    expect(elsewhere.body.code).toBe("validation_failed");
    const record = await admin("POST", "/api/v1/records/system.unit", { name: "A" }, key("app-1"));
    expect([record.status, record.body.code]).toEqual([422, "idempotency_mismatch"]);
    expect((await admin("DELETE", "/api/v1/session", undefined, key("app-1"))).body.code).toBe(
      "idempotency_mismatch",
    );
    expect((await admin("GET", "/api/v1/session")).status).toBe(200);
  });

  it("lets one of several at once through, and the others say that it runs", async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => install(key("app-2"))));
    const codes = answers.map(({ status, body }) => (status === 201 ? "done" : String(body.code)));
    expect(new Set(codes)).toEqual(new Set(["done", "idempotency_in_progress"]));
    const replayed = answers.filter(({ headers }) => headers["idempotency-replayed"] === undefined);
    expect(replayed.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it("keeps no refusal and no trial", async () => {
    expect((await install(key("app-3"), { example: "none" })).status).toBe(422);
    expect((await install(key("app-3"))).headers["idempotency-replayed"]).toBeUndefined();
    expect((await install({ ...key("app-4"), "dry-run": "true" })).status).toBe(201);
    const real = await install(key("app-4"));
    expect([real.status, real.headers["idempotency-replayed"]]).toEqual([201, undefined]);
  });

  it("holds for an upload by what the file holds", async () => {
    const upload = (content: string) => {
      const { payload, contentType } = formOf([
        { name: "file", content, filename: "a.csv", type: "text/csv" },
      ]);
      return admin("POST", "/api/v1/files", payload, { ...key("file-1"), "content-type": contentType });
    };
    const first = await upload("one");
    expect(first.status).toBe(201);
    const again = await upload("one");
    expect([again.text, again.headers["idempotency-replayed"]]).toEqual([first.text, "true"]);
    expect((await upload("two")).body.code).toBe("idempotency_mismatch");
  });

  it("is refused where the answer is a secret, and where it is not readable, before anything is done", async () => {
    const signIn = await anonymous(server.app)(
      "POST",
      "/api/v1/session",
      { email: setupBody.email, password },
      key("in"),
    );
    expect([signIn.status, signIn.body.code]).toEqual([400, "bad_parameter"]);
    expect((await install(key("x".repeat(256)))).body.code).toBe("bad_parameter");
  });

  it("holds while many different keys are used at once", async () => {
    const compile = (value: number) =>
      admin(
        "POST",
        "/api/v1/expressions/compile",
        { entity: "system.unit", expression: `LEN(name) > ${value}` },
        key(`many-${value}`),
      );
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => compile(index)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  });

  it("signs out once; the repetition belongs to nobody who is signed in", async () => {
    expect((await admin("DELETE", "/api/v1/session", undefined, key("out"))).status).toBe(204);
    expect((await admin("DELETE", "/api/v1/session", undefined, key("out"))).status).toBe(401);
  });
});
