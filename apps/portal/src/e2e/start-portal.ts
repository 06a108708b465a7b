import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { testDatabase } from "@dougong/testing";

const program = fileURLToPath(new URL("../../../server/bin/dougong.mjs", import.meta.url));
const built = fileURLToPath(new URL("../../dist/index.html", import.meta.url));

export const setupToken = "first-run-token";
export const admin = { name: "陈立", email: "chen.li@hengrui.example", password: "correct horse 9" } as const;
export const workspace = {
  name: "恒锐精密",
  timeZone: "Asia/Shanghai",
  locale: "zh-CN",
  currency: "CNY",
} as const;

/** The whole product in a process of its own, with an empty database. */
export interface Portal {
  readonly url: string;
  /** A call of the API as the signed-in admin. */
  api(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<unknown>;
  /** The session's cookie, so that a page need not sign in. */
  readonly cookie: () => { readonly name: string; readonly value: string; readonly url: string };
  /** Makes the first admin through the API. */
  setUp(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the server as `npm start` does and waits until it is ready. */
export async function startPortal(): Promise<Portal> {
  if (!existsSync(built))
    throw new Error(
      "The portal is not built: run `node scripts/bootstrap.mjs`, or `vite build` in apps/portal",
    );
  const database = await testDatabase({ name: "portal" });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const kept = mkdtempSync(join(tmpdir(), "dougong-portal-"));
  const env = {
    PATH: process.env["PATH"],
    TMPDIR: process.env["TMPDIR"],
    LANG: "C.UTF-8",
    PORT: String(port),
    DATABASE_URL: database.connectionString,
    DOUGONG_DATA: kept,
    DOUGONG_SETUP_TOKEN: setupToken,
    DOUGONG_RATE_LIMIT: "0",
  };
  const child = spawn(process.execPath, [program, "start"], { env, stdio: ["ignore", "pipe", "pipe"] });
  const errors: string[] = [];
  child.stderr.on("data", (part: Buffer) => errors.push(part.toString()));
  await ready(child, errors);
  const session = { cookie: "", csrf: "" };
  const api: Portal["api"] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        cookie: session.cookie,
        "x-csrf-token": session.csrf,
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    session.cookie = response.headers.get("set-cookie")?.split(";")[0] ?? session.cookie;
    return text === "" ? null : JSON.parse(text);
  };
  return {
    url,
    api,
    cookie: () => {
      const [name = "", value = ""] = session.cookie.split("=");
      return { name, value, url };
    },
    async setUp() {
      const answer = await api("POST", "/setup", { token: setupToken, ...admin, workspace });
      session.csrf = memberOf(answer, "csrfToken");
    },
    async stop() {
      child.kill("SIGTERM");
      await once(child, "exit");
      await database.drop();
      rmSync(kept, { recursive: true, force: true });
    },
  };
}

/** A text member of an answer. */
export function memberOf(answer: unknown, member: string): string {
  const found =
    typeof answer === "object" && answer !== null
      ? Object.entries(answer).find(([name]) => name === member)?.[1]
      : undefined;
  if (typeof found !== "string") throw new Error(`The answer has no text member ${member}`);
  return found;
}

async function ready(child: ReturnType<typeof spawn>, errors: readonly string[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", (part: Buffer) => {
      if (part.toString().includes("Dougong ready")) resolve();
    });
    child.once("exit", (code) =>
      reject(new Error(`The server ended with ${String(code)}: ${errors.join("").slice(-2000)}`)),
    );
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No port");
  return address.port;
}
