import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DougongProcess, dougong } from "../testing/dougong-process.ts";

const admin = { email: "admin@example.com", password: "correct horse battery staple" };
const setup = {
  ...admin,
  name: "林晓雯",
  workspace: { name: "津海重工", timeZone: "Asia/Shanghai", locale: "zh-CN", currency: "CNY" },
};

let dataDirectory: string;
let processes: DougongProcess[];

beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), "dougong-start-"));
  chmodSync(dataDirectory, 0o755);
  processes = [];
});

afterEach(async () => {
  for (const { child, ended } of processes) {
    child.kill("SIGTERM");
    await ended;
  }
  rmSync(dataDirectory, { recursive: true, force: true });
});

function run(args: readonly string[], env: Record<string, string> = {}, input = ""): DougongProcess {
  const started = dougong(args, { env: { DOUGONG_DATA: dataDirectory, PORT: "0", ...env }, input });
  processes.push(started);
  return started;
}

async function post(url: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

describe("dougong start", () => {
  test("prints where it is and where to begin, serves, keeps its data, and stops with 0", async () => {
    const first = run(["start"]);
    const url = await first.line("Dougong ready: ");
    const setupUrl = new URL(await first.line("First-run setup: "));
    expect(first.output()).toBe(`Dougong ready: ${url}\nFirst-run setup: ${setupUrl.href}\n`);
    expect(url).toMatch(/^http:\/\/localhost:\d+$/);
    expect(`${setupUrl.origin}${setupUrl.pathname}`).toBe(`${url}/setup`);
    const ready = await fetch(`${url}/ready`);
    expect([ready.status, await ready.json()]).toMatchObject([
      200,
      { status: "ready", checks: { database: "ok", migrations: "ok" } },
    ]);
    const made = await post(`${url}/api/v1/setup`, { ...setup, token: setupUrl.searchParams.get("token") });
    expect(made).toMatchObject({ status: 201, body: { user: { email: admin.email } } });
    const began = Date.now();
    first.child.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    expect(Date.now() - began).toBeLessThan(20_000);

    const second = run(["start"]);
    const again = await second.line("Dougong ready: ");
    expect(await post(`${again}/api/v1/session`, admin)).toMatchObject({
      status: 201,
      body: { user: { email: admin.email } },
    });
    expect(second.output()).toBe(`Dougong ready: ${again}\n`);
    for (const line of second.errors().trim().split("\n"))
      expect(JSON.parse(line)).toMatchObject({ level: expect.anything(), msg: expect.any(String) });
  });

  test("starts again after it was killed, with what was committed", async () => {
    const first = run(["start"], { DOUGONG_SETUP_TOKEN: "let me in please" });
    const url = await first.line("Dougong ready: ");
    expect((await post(`${url}/api/v1/setup`, { ...setup, token: "let me in please" })).status).toBe(201);
    first.child.kill("SIGKILL");
    expect(await first.ended).toBe("SIGKILL");
    const second = run(["start"]);
    const again = await second.line("Dougong ready: ");
    expect((await post(`${again}/api/v1/session`, admin)).status).toBe(201);
  });

  test("answers the request that runs when it is told to stop", async () => {
    const started = run(["start"], { DOUGONG_SETUP_TOKEN: "let me in please" });
    const url = await started.line("Dougong ready: ");
    const answer = post(`${url}/api/v1/setup`, { ...setup, token: "let me in please" });
    while (!(await fetch(`${url}/metrics`).then((response) => response.text())).includes("dougong_db_pool"))
      expect(started.child.exitCode).toBeNull();
    started.child.kill("SIGTERM");
    expect((await answer).status).toBe(201);
    expect(await started.ended).toBe(0);
  });

  test("tells a second one on the same data that it is in use, in one line", async () => {
    const first = run(["start"]);
    const url = await first.line("Dougong ready: ");
    const second = run(["start"]);
    expect(await second.ended).toBe(1);
    expect(second.output()).toBe("");
    expect(second.errors().trim()).toMatch(/^The data folder [^\n]* is in use by process \d+: [^\n]*$/);
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  test("says in one line that its port is taken", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, "127.0.0.1", () => {
        const address = other.address();
        resolve(address !== null && typeof address === "object" ? address.port : 0);
      });
    });
    const refused = run(["start"], { PORT: String(port) });
    expect(await refused.ended).toBe(1);
    expect(refused.errors().trim()).toBe(
      `Port ${port} on 127.0.0.1 is taken: stop what listens there, or set PORT to another one`,
    );
    await new Promise((resolve) => other.close(resolve));
  });
});

describe("commands that are given while the server runs on its embedded database", () => {
  test("make an administrator, who can sign in, and end the setup", async () => {
    const started = run(["start"]);
    const url = await started.line("Dougong ready: ");
    const made = run(
      ["create-admin", "--email", admin.email, "--password-stdin", "--json"],
      {},
      `${admin.password}\n`,
    );
    expect([await made.ended, made.output()]).toEqual([0, `{"email":"${admin.email}","created":true}\n`]);
    expect((await post(`${url}/api/v1/session`, admin)).status).toBe(201);
    expect(await (await fetch(`${url}/api/v1/setup`)).json()).toEqual({ needed: false });
    const reset = run(["create-admin", "--email", admin.email]);
    expect(await reset.ended).toBe(0);
    const password = /^Password: (.+)$/m.exec(reset.output())?.[1];
    expect((await post(`${url}/api/v1/session`, { email: admin.email, password })).status).toBe(201);
  });
});
