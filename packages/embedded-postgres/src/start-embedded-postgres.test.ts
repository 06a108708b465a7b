import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type EmbeddedPostgres, runningConnectionString, startEmbeddedPostgres } from "./index.ts";
import { processIdentity } from "./owner/process-identity.ts";

const isRoot = process.getuid?.() === 0;
const settings = { fsync: "off" };

let folder: string;
let dataDirectory: string;
let running: EmbeddedPostgres[];
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dougong-embedded-"));
  chmodSync(folder, 0o755);
  dataDirectory = join(folder, "data", "postgres");
  running = [];
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  for (const server of running) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: { port?: number } = {}): Promise<EmbeddedPostgres & { log: string[] }> {
  const log: string[] = [];
  const server = await startEmbeddedPostgres({
    dataDirectory,
    settings,
    log: (line) => log.push(line),
    ...options,
  });
  running.push(server);
  return { ...server, log };
}

async function query(connectionString: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that starts a server on the folder; answers the server's process id. */
function startElsewhere(
  ids: { uid?: number; gid?: number } = {},
): Promise<{ child: ChildProcess; pid: number; errors: () => string }> {
  const module = new URL("./index.ts", import.meta.url).href;
  const options = `{ dataDirectory: ${JSON.stringify(dataDirectory)}, settings: { fsync: "off" }, log() {} }`;
  const code = `import(${JSON.stringify(module)}).then((m) => m.startEmbeddedPostgres(${options})).then((s) => { console.log(s.pid); setInterval(() => {}, 1000); }, (e) => { console.error(e.message); process.exit(1); })`;
  const child = spawn(process.execPath, ["--import", "tsx", "-e", code], {
    cwd: new URL("..", import.meta.url),
    stdio: ["ignore", "pipe", "pipe"],
    ...ids,
  });
  children.push(child);
  let errors = "";
  child.stderr.on("data", (text: Buffer) => {
    errors += text.toString();
  });
  return new Promise((resolve) => {
    child.stdout.once("data", (text: Buffer) =>
      resolve({ child, pid: Number(text.toString()), errors: () => errors }),
    );
    child.once("exit", () => resolve({ child, pid: 0, errors: () => errors }));
  });
}

function killed(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}

function portOf(server: EmbeddedPostgres): number {
  return Number(new URL(server.connectionString).port);
}

describe("a server of its own", () => {
  test("is PostgreSQL 18 in UTF-8 that speaks to this machine only", async () => {
    const { connectionString } = await start();
    const [facts] = await query(
      connectionString,
      "select current_setting('server_version_num')::int / 10000 as major, current_setting('listen_addresses') as listens, current_setting('server_encoding') as encoding, datcollate as collation, rolsuper as super from pg_database, pg_roles where datname = current_database() and rolname = current_user",
    );
    expect(facts).toEqual({
      major: 18,
      listens: "127.0.0.1",
      encoding: "UTF8",
      collation: "C.UTF-8",
      super: false,
    });
  });

  test("lets nobody in without the password, which only its owner can read", async () => {
    const { connectionString } = await start();
    for (const user of ["dougong", "postgres"]) {
      const wrong = new URL(connectionString);
      wrong.username = user;
      wrong.password = "guess";
      await expect(query(wrong.href, "select 1")).rejects.toMatchObject({ code: "28P01" });
    }
    expect(statSync(join(dataDirectory, "password")).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDirectory, "cluster")).mode & 0o077).toBe(0);
  });

  test("keeps data, port and password over a stop, and lets the extensions in", async () => {
    const first = await start();
    await query(first.connectionString, "create extension pg_trgm; create table kept as select 1 as n");
    await first.stop();
    await first.stop();
    const second = await start();
    expect(second.connectionString).toBe(first.connectionString);
    expect(await query(second.connectionString, "select n from kept")).toEqual([{ n: 1 }]);
  });

  test("stops at once although a client is connected, and says when it is gone", async () => {
    const server = await start();
    const client = new pg.Client({ connectionString: server.connectionString });
    client.on("error", () => {});
    await client.connect();
    await server.stop();
    await server.ended;
    expect(processIdentity(server.pid)).toBeUndefined();
    expect(existsSync(join(dataDirectory, "owner.json"))).toBe(false);
  });
});

describe("its port", () => {
  test("is the next free one where the wanted is taken, and is remembered", async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, "127.0.0.1", () => {
        const address = taken.address();
        resolve(address !== null && typeof address === "object" ? address.port : 0);
      });
    });
    const first = await start({ port });
    expect(portOf(first)).toBeGreaterThan(port);
    await first.stop();
    await new Promise((resolve) => taken.close(resolve));
    const second = await start();
    expect(portOf(second)).toBe(portOf(first));
  });
});

describe("two starts on one folder", () => {
  test("at once give one server and one clear line", async () => {
    const results = await Promise.allSettled([start(), start(), start()]);
    const refusals = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(refusals).toHaveLength(2);
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: "in_use" });
    expect(String(refusals[0].message)).toMatch(
      /^The data folder .* is in use by process \d+: stop that one/,
    );
  });

  test("in two processes are told of each other, and the first goes on", async () => {
    const server = await start();
    const other = await startElsewhere();
    expect(other.pid).toBe(0);
    expect(other.errors().trim()).toMatch(
      new RegExp(`^The data folder [^\\n]* is in use by process ${process.pid}: [^\\n]*$`),
    );
    expect(await query(server.connectionString, "select 1 as one")).toEqual([{ one: 1 }]);
  });
});

describe("a command that is given while the server runs", () => {
  test("finds it, and finds none when it has stopped", async () => {
    expect(runningConnectionString(dataDirectory)).toBeUndefined();
    const server = await start();
    expect(runningConnectionString(dataDirectory)).toBe(server.connectionString);
    await server.stop();
    expect(runningConnectionString(dataDirectory)).toBeUndefined();
  });
});

describe("after a crash", () => {
  test("of its owner, the server that was left is stopped and the next start works", async () => {
    const { child, pid } = await startElsewhere();
    await killed(child);
    expect(processIdentity(pid)).toBeDefined();
    const server = await start();
    expect(processIdentity(pid)).toBeUndefined();
    expect(server.log[0]).toContain(
      `stopping the PostgreSQL that a killed process left running (process ${pid})`,
    );
    expect(await query(server.connectionString, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("of owner and server, what was committed is there", async () => {
    const { child, pid } = await startElsewhere();
    const password = readFileSync(join(dataDirectory, "password"), "utf8").trim();
    const port = readFileSync(join(dataDirectory, "port"), "utf8").trim();
    await query(
      `postgres://dougong:${password}@127.0.0.1:${port}/dougong`,
      "create table kept as select 7 as n",
    );
    process.kill(pid, "SIGKILL");
    await killed(child);
    const server = await start();
    expect(await query(server.connectionString, "select n from kept")).toEqual([{ n: 7 }]);
  });

  test("a lock file that names another living process does not block", async () => {
    const first = await start();
    await first.stop();
    writeFileSync(
      join(dataDirectory, "cluster", "postmaster.pid"),
      `${process.pid}\n${join(dataDirectory, "cluster")}\n1700000000\n15432\n\n127.0.0.1\n 1 1\nready   \n`,
    );
    writeFileSync(
      join(dataDirectory, "owner.json"),
      JSON.stringify({ pid: process.pid, identity: "of another time" }),
    );
    const second = await start();
    expect(second.log[0]).toContain("removing the lock file");
    expect(processIdentity(process.pid)).toBeDefined();
  });

  test("in the middle of making the files, they are made again", async () => {
    mkdirSync(join(dataDirectory, "cluster.new-1", "data", "base"), { recursive: true });
    writeFileSync(join(dataDirectory, "cluster.new-1", "data", "PG_VERSION"), "18\n");
    const server = await start();
    expect(await query(server.connectionString, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(existsSync(join(dataDirectory, "cluster.new-1"))).toBe(false);
  });
});

describe("a folder that cannot be used", () => {
  const oneLine = /^[^\n]+$/;

  test("because it holds something else, is left alone and named", async () => {
    mkdirSync(join(dataDirectory, "cluster"), { recursive: true });
    writeFileSync(join(dataDirectory, "cluster", "novel.txt"), "It was a dark night");
    if (isRoot) chownSync(join(dataDirectory, "cluster"), 65534, 65534);
    writeFileSync(join(dataDirectory, "password"), "secret");
    await expect(start()).rejects.toMatchObject({
      code: "folder_unusable",
      message: expect.stringMatching(oneLine),
    });
    expect(existsSync(join(dataDirectory, "cluster", "novel.txt"))).toBe(true);
    expect(existsSync(join(dataDirectory, "owner.json"))).toBe(false);
  });

  test("because another version made it, says which", async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(dataDirectory, "cluster", "PG_VERSION"), "17\n");
    await expect(start()).rejects.toThrow("was made by PostgreSQL 17, this is 18");
  });

  test("because its password is lost, says so and does not make a new one", async () => {
    const first = await start();
    await first.stop();
    rmSync(join(dataDirectory, "password"));
    await expect(start()).rejects.toThrow("password is missing");
    expect(existsSync(join(dataDirectory, "password"))).toBe(false);
  });

  test.runIf(isRoot)("because the account of PostgreSQL cannot enter it, names the way out", async () => {
    chmodSync(folder, 0o700);
    await expect(start()).rejects.toMatchObject({
      code: "folder_unusable",
      message: expect.stringMatching(/^The account (postgres|nobody)[^\n]*DOUGONG_DATA[^\n]*$/),
    });
  });
});

describe.runIf(isRoot)("an ordinary user", () => {
  test("runs the server as oneself, and root goes on with that user's data", async () => {
    const ids = { uid: 65534, gid: 65534 };
    chownSync(folder, ids.uid, ids.gid);
    const { child, pid, errors } = await startElsewhere(ids);
    expect(errors()).toBe("");
    expect(statSync(`/proc/${pid}`).uid).toBe(ids.uid);
    await killed(child);
    const server = await start();
    expect(statSync(`/proc/${server.pid}`).uid).toBe(ids.uid);
  });
});
