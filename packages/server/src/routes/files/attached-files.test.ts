import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, anonymous, type Caller, call, callerOf, setUp } from "../../testing/caller.ts";
import { formOf } from "../../testing/form.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
let admin: Caller;
let second: Caller;
const docs = "/api/v1/records/desk.doc";
const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(40)]);

const bundle = {
  app: { kind: "app", id: "desk", version: "1.0.0", language: "en" },
  documents: [
    {
      kind: "entity",
      id: "doc",
      title: "name",
      fields: [
        { id: "name", type: "text", required: true },
        { id: "scan", type: "file" },
        { id: "photo", type: "file", accept: ["image/*"], maxSize: 60 },
        { id: "more", type: "files", max: 2 },
        { id: "parts", type: "lines", entity: "part" },
      ],
    },
    { kind: "entity", id: "part", ownedBy: "doc", fields: [{ id: "drawing", type: "file" }] },
  ],
};

beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
  const installed = await admin("POST", "/api/v1/apps/import", bundle);
  if (installed.status !== 201) throw new Error(installed.text);
  const login = { email: "second@example.com", password: "another good one" };
  await server.services.identity.createAdmin(login);
  second = callerOf(server.app, await anonymous(server.app)("POST", "/api/v1/session", login));
});
afterAll(() => server.close());

const faults = (answer: Answer): string[] =>
  (answer.body.errors ?? []).map((error: { code: string; path: string }) => `${error.code} ${error.path}`);

async function upload(
  caller: Caller,
  content: Buffer | string = "text",
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const { payload, contentType } = formOf([{ name: "file", filename: "a.txt", type: "text/plain", content }]);
  return call(server.app, {
    method: "POST",
    url: "/api/v1/files",
    payload,
    headers: {
      cookie: caller.cookie,
      "x-csrf-token": caller.csrfToken,
      "content-type": contentType,
      ...headers,
    },
  });
}
const sent = async (caller: Caller, content?: Buffer | string): Promise<string> =>
  (await upload(caller, content)).body.id;
const content = async (caller: Caller, id: string): Promise<number> =>
  (await caller("GET", `/api/v1/files/${id}/content`)).status;
const nobody = "01932c4e-7b6a-7c3d-8e5f-0123456789ab";
/** Sessions end meanwhile, so the files are made older instead. */
const olderBy = (days: number) =>
  server.workspace.pool.query(
    `update ${server.workspace.schema}._file set created_at = created_at - make_interval(days => $1)`,
    [days],
  );

describe("files that records hold", () => {
  it("are told by their bytes, and answered once for one key", async () => {
    const first = await upload(admin, png, { "idempotency-key": "k1" });
    expect([first.status, first.body.type]).toEqual([201, "image/png"]);
    const again = await upload(admin, png, { "idempotency-key": "k1" });
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    expect(again.headers["idempotency-replayed"]).toBe("true");
    const described = await admin("GET", `/api/v1/files/${first.body.id}`);
    expect(described.body).toEqual(first.body);
  });

  it("are read by whoever reads the field, and by nobody through a record out of sight", async () => {
    const [scan, one, drawing] = [await sent(admin), await sent(admin), await sent(admin)];
    expect(await content(second, scan)).toBe(404);
    const made = await admin("POST", docs, { name: "A", scan, more: [one], parts: [{ drawing }] });
    expect([made.status, made.body.scan, made.body.more]).toEqual([201, scan, [one]]);
    for (const id of [scan, one, drawing]) expect(await content(second, id)).toBe(200);
    await admin("DELETE", `${docs}/${made.body.id}`, undefined, { "if-match": "*" });
    for (const id of [scan, one, drawing]) expect(await content(admin, id)).toBe(404);
    await admin("POST", `${docs}/${made.body.id}/restore`);
    for (const id of [scan, one, drawing]) expect(await content(second, id)).toBe(200);
  });

  it("are refused where they are not there, not one's own, or held elsewhere", async () => {
    const [held, foreign, free] = [await sent(admin), await sent(second), await sent(admin)];
    await admin("POST", docs, { name: "holder", scan: held });
    const answer = await admin("POST", docs, {
      name: "B",
      scan: held,
      more: [free, nobody],
      parts: [{ drawing: foreign }],
    });
    expect([answer.status, faults(answer).sort()]).toEqual([
      422,
      ["reference_not_found /more/1", "reference_not_found /parts/0/drawing", "reference_not_found /scan"],
    ]);
    const twice = await admin("POST", docs, { name: "B", scan: free, more: [free] });
    expect([twice.status, twice.body.errors[0].code]).toEqual([422, "reference_not_found"]);
    expect((await admin("POST", docs, { name: "B", scan: free })).status).toBe(201);
  });

  it("are refused where a field takes no such file", async () => {
    const [text, big, fine] = [
      await sent(admin),
      await sent(admin, Buffer.concat([png, png])),
      await sent(admin, png),
    ];
    const wrong = await admin("POST", docs, { name: "C", photo: text });
    expect(faults(wrong)).toEqual(["bad_format /photo"]);
    const large = await admin("POST", docs, { name: "C", photo: big });
    expect(faults(large)).toEqual(["out_of_range /photo"]);
    const many = await admin("POST", docs, { name: "C", more: [text, big, fine] });
    expect(faults(many)).toEqual(["out_of_range /more"]);
    expect((await admin("POST", docs, { name: "C", photo: fine })).status).toBe(201);
  });

  it("that are let go are their sender's, stay for the history, and may come back", async () => {
    const [old, next] = [await sent(admin), await sent(admin)];
    const { body } = await admin("POST", docs, { name: "D", scan: old });
    const url = `${docs}/${body.id}`;
    expect((await second("PATCH", url, { scan: nobody }, { "if-match": "*" })).status).toBe(422);
    expect((await admin("PATCH", url, { scan: next }, { "if-match": "*" })).status).toBe(200);
    expect([await content(admin, old), await content(second, old)]).toEqual([200, 404]);
    await olderBy(3);
    await server.services.files.purge();
    expect((await second("PATCH", url, { scan: old }, { "if-match": "*" })).status).toBe(200);
    expect([await content(second, old), await content(second, next)]).toEqual([200, 404]);
  });

  it("that nothing ever held go after a day", async () => {
    const [free, held] = [await sent(admin), await sent(admin)];
    await admin("POST", docs, { name: "E", scan: held });
    await olderBy(2);
    await server.services.files.purge();
    expect([await content(admin, free), await content(admin, held)]).toEqual([404, 200]);
  });

  it("have one holder, however many records take them at once", async () => {
    const scan = await sent(admin);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => admin("POST", docs, { name: `F${index}`, scan })),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    for (const answer of answers.filter((one) => one.status !== 201))
      expect([answer.status, answer.body.errors[0].code]).toEqual([422, "reference_not_found"]);
  });

  it("a dry run takes nothing", async () => {
    const scan = await sent(admin);
    expect((await admin("POST", docs, { name: "G", scan }, { "dry-run": "true" })).status).toBe(201);
    expect(await content(second, scan)).toBe(404);
    expect((await admin("POST", docs, { name: "G", scan })).status).toBe(201);
  });
});
