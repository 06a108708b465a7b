import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "../testing/caller.ts";
import { type TestServer, testServer } from "../testing/test-server.ts";

let server: TestServer;
let folder = "";
const script = `console.log("${"x".repeat(5000)}")`;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "portal-"));
  await mkdir(join(folder, "assets"));
  await writeFile(
    join(folder, "index.html"),
    '<!doctype html><meta name="dougong-session" content="__SESSION__"><meta property="csp-nonce" nonce="__CSP_NONCE__"><script type="module" nonce="__CSP_NONCE__" src="/assets/index-1a2b.js"></script>',
  );
  await writeFile(join(folder, "assets/index-1a2b.js"), script);
  await writeFile(join(folder, "icon.svg"), "<svg/>");
  server = await testServer({ staticDirectory: folder });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

describe("the portal", () => {
  it("is one page under every address of the browser, with a nonce of its own each time", async () => {
    const send = anonymous(server.app);
    const nonces = new Set<string>();
    for (const url of [
      "/",
      "/setup?token=x",
      "/a/crm/customers",
      "/a/crm/order/018f?x=1",
      "/inbox",
      "/build/crm",
      "/f/x",
      "/p/y",
    ]) {
      const page = await send("GET", url);
      expect([url, page.status, page.headers["content-type"]]).toEqual([
        url,
        200,
        "text/html; charset=utf-8",
      ]);
      const nonce = /nonce="([^"]+)"/.exec(page.text)?.[1] ?? "";
      expect(page.headers["content-security-policy"]).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(page.headers["content-security-policy"]).not.toMatch(/unsafe/);
      expect(page.text).not.toContain("__CSP_NONCE__");
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(8);
  });

  it("says whether its request bore a session, so that no script asks in vain", async () => {
    for (const [cookie, said] of [
      ["", "none"],
      ["dougong_session=", "none"],
      ["x_dougong_session=a", "none"],
      ["a=b; dougong_session=abc", "maybe"],
      ["__Host-dougong_session=abc", "maybe"],
    ]) {
      const page = await server.app.inject({ url: "/", headers: { cookie } });
      expect([cookie, page.payload.match(/dougong-session" content="(\w+)"/)?.[1]]).toEqual([cookie, said]);
    }
  });

  it("does not hide what is not there", async () => {
    const send = anonymous(server.app);
    for (const url of [
      "/nothing",
      "/assets/missing.js",
      "/assets/../index.html",
      "/assets/%2e%2e/%2e%2e/etc/passwd",
      "/api/v1/x",
      "/index.html",
    ]) {
      const answer = await send("GET", url);
      expect([url, answer.status, answer.body?.code]).toEqual([url, 404, "not_found"]);
    }
  });

  it("sends its files compressed, once and for all where their name says what they are", async () => {
    const response = await server.app.inject({
      url: "/assets/index-1a2b.js",
      headers: { "accept-encoding": "gzip, br" },
    });
    expect(response.headers).toMatchObject({
      "content-encoding": "br",
      "cache-control": "public, max-age=31536000, immutable",
      "content-type": "text/javascript; charset=utf-8",
      vary: "accept-encoding",
    });
    expect(brotliDecompressSync(response.rawPayload).toString()).toBe(script);
    const gzip = await server.app.inject({
      url: "/assets/index-1a2b.js",
      headers: { "accept-encoding": "gzip, br;q=0" },
    });
    expect(gzip.headers["content-encoding"]).toBe("gzip");
    const plain = await server.app.inject({ url: "/assets/index-1a2b.js" });
    expect([plain.headers["content-encoding"], plain.payload]).toEqual([undefined, script]);
    const known = await server.app.inject({
      url: "/icon.svg",
      headers: { "if-none-match": String((await server.app.inject({ url: "/icon.svg" })).headers.etag) },
    });
    expect([known.statusCode, known.headers["cache-control"]]).toEqual([304, "no-cache"]);
  });
});
