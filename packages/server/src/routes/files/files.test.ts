import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, anonymous, type Caller, call, callerOf, setUp } from "../../testing/caller.ts";
import { type FormPart, formOf } from "../../testing/form.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";
import { byteRange } from "./byte-range.ts";
import { attachment } from "./content-disposition.ts";

let server: TestServer;
let admin: Caller;
beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
});
afterAll(() => server.close());

function send(caller: Caller, url: string, parts: readonly FormPart[]): Promise<Answer> {
  const { payload, contentType } = formOf(parts);
  return call(server.app, {
    method: "POST",
    url,
    payload,
    headers: { cookie: caller.cookie, "x-csrf-token": caller.csrfToken, "content-type": contentType },
  });
}

const upload = (content: Buffer, filename: string, type = "text/csv") =>
  send(admin, "/api/v1/files", [{ name: "file", filename, type, content }]);

describe("files", () => {
  it("come back as they were sent, as a download that no browser runs", async () => {
    const content = randomBytes(700_000);
    const stored = await upload(content, "报表 2026.csv");
    expect([stored.status, stored.body]).toEqual([
      201,
      {
        id: expect.any(String),
        name: "报表 2026.csv",
        size: 700_000,
        type: "text/csv",
        sha256: createHash("sha256").update(content).digest("hex"),
      },
    ]);
    const response = await server.app.inject({
      url: `/api/v1/files/${stored.body.id}/content`,
      headers: { cookie: admin.cookie },
    });
    expect(response.rawPayload.equals(content)).toBe(true);
    expect(response.headers).toMatchObject({
      "content-type": "text/csv",
      "content-length": "700000",
      "content-disposition": `attachment; filename="__ 2026.csv"; filename*=UTF-8''${encodeURIComponent("报表 2026.csv")}`,
      "x-content-type-options": "nosniff",
      "accept-ranges": "bytes",
    });
  });

  it("are read by ranges", async () => {
    const content = randomBytes(300_000);
    const { body } = await upload(content, "r.bin", "application/octet-stream");
    const part = async (range: string) => {
      const response = await server.app.inject({
        url: `/api/v1/files/${body.id}/content`,
        headers: { cookie: admin.cookie, range },
      });
      return [response.statusCode, response.headers["content-range"], response.rawPayload] as const;
    };
    expect(await part("bytes=0-9")).toEqual([206, "bytes 0-9/300000", content.subarray(0, 10)]);
    expect(await part("bytes=262140-262150")).toEqual([
      206,
      "bytes 262140-262150/300000",
      content.subarray(262_140, 262_151),
    ]);
    expect(await part("bytes=-5")).toEqual([206, "bytes 299995-299999/300000", content.subarray(-5)]);
    expect((await part("bytes=999999-")).slice(0, 2)).toEqual([416, "bytes */300000"]);
  });

  it("are their sender's alone until a record holds them", async () => {
    const { body } = await upload(Buffer.from("secret"), "s.txt");
    await server.services.identity.createAdmin({ email: "second@example.com", password: "another good one" });
    const second = callerOf(
      server.app,
      await anonymous(server.app)("POST", "/api/v1/session", {
        email: "second@example.com",
        password: "another good one",
      }),
    );
    expect((await second("GET", `/api/v1/files/${body.id}/content`)).status).toBe(404);
    expect((await anonymous(server.app)("GET", `/api/v1/files/${body.id}/content`)).status).toBe(401);
    expect((await admin("GET", "/api/v1/files/nothing/content")).status).toBe(404);
  });

  it("need a form with one file, nothing else, and at most 50 MiB", async () => {
    const none = await send(admin, "/api/v1/files", [{ name: "other", content: "x" }]);
    expect([none.status, none.body.errors[0].code, none.body.errors[0].path]).toEqual([
      422,
      "unknown_member",
      "/other",
    ]);
    const empty = await send(admin, "/api/v1/files", []);
    expect([empty.status, empty.body.errors?.[0].path]).toEqual([422, "/file"]);
    const json = await admin("POST", "/api/v1/files", { file: "x" });
    expect([json.status, json.body.code]).toEqual([415, "unsupported_media_type"]);
    const large = await upload(Buffer.alloc(50 * 1024 * 1024 + 1), "large.bin");
    expect([large.status, large.body.code]).toEqual([413, "too_large"]);
    expect((await upload(Buffer.alloc(0), "empty.txt")).body).toMatchObject({ size: 0 });
  });

  it.each([
    ["bytes=0-", 10, { start: 0, end: 9 }],
    ["bytes=5-100", 10, { start: 5, end: 9 }],
    ["bytes=-100", 10, { start: 0, end: 9 }],
    ["bytes=-0", 10, "unsatisfiable"],
    ["bytes=9-5", 10, null],
    ["bytes=0-1,3-4", 10, null],
    ["lines=0-1", 10, null],
    ["bytes=0-0", 0, "unsatisfiable"],
    ["bytes=10-", 10, "unsatisfiable"],
    [undefined, 10, null],
  ])("range %j of a file of %i bytes", (header, size, expected) => {
    expect(byteRange(header, size)).toEqual(expected);
  });

  it("cannot break out of the header by their name", () => {
    expect(attachment('a";\r\nX: y')).toBe(
      `attachment; filename="a_;__X: y"; filename*=UTF-8''a%22%3B%0D%0AX%3A%20y`,
    );
  });
});

describe("what is no form", () => {
  it.each([
    ["no part", "nul", "multipart/form-data; boundary=x"],
    ["no boundary", "nul", "multipart/form-data"],
    ["nothing", "", "multipart/form-data; boundary=x"],
    [
      "a file that ends early",
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
      "multipart/form-data; boundary=x",
    ],
    ["a header that ends early", "--x\r\nContent-Disp", "multipart/form-data; boundary=x"],
  ])("%s is a fault of the caller", async (_what, body, type) => {
    for (const url of ["/api/v1/files", "/api/v1/imports"]) {
      const { status } = await admin("POST", url, body, { "content-type": type });
      expect([url, status >= 400 && status < 500]).toEqual([url, true]);
    }
  });
});
