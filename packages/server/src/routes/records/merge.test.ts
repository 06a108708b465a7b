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

const units = "/api/v1/records/system.unit";
const make = async (data: object): Promise<string> => (await admin("POST", units, data)).body.id;

describe("merging over HTTP", () => {
  it("answers the survivor once for its key, and refuses what is no merge", async () => {
    const [keeps, goes] = [
      await make({ name: "销售部" }),
      await make({ name: "销售一部", head: admin.user }),
    ];
    const child = await make({ name: "下级", parent: goes });
    const url = `${units}/${keeps}/merge`;
    const body = { from: [goes], fields: { head: goes } };
    const dry = await admin("POST", url, body, { "dry-run": "true" });
    expect([dry.status, dry.headers["dry-run"], dry.body.head]).toEqual([200, "true", admin.user]);
    expect((await admin("POST", url, body, { "if-match": '"3"' })).body.code).toBe("version_conflict");
    const headers = { "if-match": '"1"', "idempotency-key": "merge-1" };
    const merged = await admin("POST", url, body, headers);
    expect([merged.status, merged.headers.etag, merged.body]).toMatchObject([
      200,
      '"2"',
      { id: keeps, name: "销售部", head: admin.user },
    ]);
    const again = await admin("POST", url, body, headers);
    expect([again.text, again.headers["idempotency-replayed"]]).toEqual([merged.text, "true"]);
    expect((await admin("GET", `${units}/${child}`)).body).toMatchObject({ parent: keeps, version: 2 });
    expect((await admin("GET", `${units}/${goes}`)).status).toBe(404);
    const bad = await admin("POST", url, { from: [], x: 1 });
    expect(bad.status).toBe(422);
    expect((await admin("POST", `${units}/nothing/merge`, body)).status).toBe(404);
    expect(
      (await admin("POST", url, { from: [goes] }, { "accept-language": "en" })).body.errors[0],
    ).toMatchObject({
      code: "reference_not_found",
      path: "/from/0",
    });
  });
});
