// Kills a server under load again and again, and counts what was promised and is not there.
//
//   node scripts/faults/kill.mjs [rounds=20] [callers=8]
//
// Each round starts `dougong start` on an embedded PostgreSQL in a temporary folder (default durability), creates records
// from several callers at once and orders an import, kills the server with SIGKILL at a random moment, starts it again and
// looks for every record whose 201 was read. At the end all imports must have ended, every row once. Exits with 1 when
// something is lost or doubled. The short form of this runs with the tests: apps/server/src/faults/kill.test.ts.
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { root } from "../bootstrap/root.mjs";

const rounds = Number(process.argv[2] ?? 20);
const callers = Number(process.argv[3] ?? 8);
const rowCount = 5_000;
const token = "first admin of this run";
const account = { email: "admin@example.com", password: "correct horse battery staple" };
const workspace = { name: "Faults", timeZone: "Asia/Shanghai", locale: "en", currency: "CNY" };
const folder = mkdtempSync(join(tmpdir(), "dougong-faults-"));
chmodSync(folder, 0o755);

async function start() {
  const env = {
    ...process.env,
    DOUGONG_DATA: folder,
    DOUGONG_SETUP_TOKEN: token,
    DOUGONG_RATE_LIMIT: "0",
    PORT: "0",
  };
  delete env.DATABASE_URL;
  const child = spawn(process.execPath, [join(root, "apps/server/bin/dougong.mjs"), "start"], {
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let said = "";
  for await (const part of child.stdout) {
    said += part;
    const url = /^Dougong ready: (\S+)\n/m.exec(said)?.[1];
    if (url !== undefined) return { child, ended, url };
  }
  throw new Error("The server ended before it was ready");
}

async function signIn(url, path, body) {
  const response = await fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (response.status !== 201) throw new Error(`not signed in: ${response.status}`);
  const { csrfToken } = await response.json();
  const own = { cookie: response.headers.get("set-cookie").split(";")[0], "x-csrf-token": csrfToken };
  return async (method, to, given, headers = {}) => {
    const isForm = given instanceof FormData;
    const type = given === undefined || isForm ? {} : { "content-type": "application/json" };
    const content = given === undefined || isForm ? given : JSON.stringify(given);
    const answer = await fetch(`${url}${to}`, {
      method,
      headers: { ...own, ...type, ...headers },
      body: content,
    });
    return { status: answer.status, body: await answer.json() };
  };
}

const promised = new Map();
const imports = new Map();

async function load(person, round) {
  for (let number = 0; ; number += 1) {
    const name = `load ${round} ${number}`;
    const { status, body } = await person("POST", "/api/v1/records/system.unit", { name });
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
    promised.set(body.id, name);
  }
}

async function orderImport(person, round) {
  const onError = round % 2 === 0 ? "skip" : "stop";
  const begin = `import ${round} row`;
  const form = new FormData();
  const lines = Array.from({ length: rowCount }, (_, index) => `${begin} ${index}`);
  form.set("file", new Blob([`name\n${lines.join("\n")}\n`]), "units.csv");
  const options = {
    entity: "system.unit",
    format: "csv",
    mode: "create",
    mapping: { name: "name" },
    onError,
  };
  form.set("options", JSON.stringify(options));
  const { status, body } = await person("POST", "/api/v1/imports", form);
  if (status === 202) imports.set(body.id, begin);
}

async function count(person, filter) {
  const query = `count=exact&limit=1&filter=${encodeURIComponent(filter)}`;
  return (await person("GET", `/api/v1/records/system.unit?${query}`)).body.page.count;
}

/** Promised records that are not there. */
async function missing(person) {
  const ids = [...promised.keys()];
  const lost = [];
  for (let at = 0; at < ids.length; at += 500) {
    const some = ids.slice(at, at + 500);
    const filter = { in: [{ var: "id" }, some] };
    const query = { filter, select: ["id"], limit: 500 };
    const { body } = await person("POST", "/api/v1/records/system.unit/query", query);
    const found = new Set(body.data.map(({ id }) => id));
    lost.push(...some.filter((id) => !found.has(id)));
  }
  return lost;
}

const faults = [];
let server = await start();
try {
  let person = await signIn(server.url, "/api/v1/setup", { ...account, token, name: "Admin", workspace });
  for (let round = 1; round <= rounds; round += 1) {
    await orderImport(person, round);
    const loads = Array.from({ length: callers }, () => load(person, round).catch((fault) => fault));
    await wait(1_000 + Math.random() * 3_000);
    server.child.kill("SIGKILL");
    for (const fault of await Promise.all(loads))
      if (!/fetch failed|terminated/.test(fault.message)) faults.push(`round ${round}: ${fault.message}`);
    await server.ended;
    server = await start();
    person = await signIn(server.url, "/api/v1/session", account);
    const lost = await missing(person);
    if (lost.length > 0) faults.push(`round ${round}: lost ${lost.join(", ")}`);
    process.stdout.write(`round ${round}: ${promised.size} promised, ${lost.length} lost\n`);
  }
  for (const [id, begin] of imports) {
    let job;
    do job = (await person("GET", `/api/v1/jobs/${id}`, undefined, { prefer: "wait=30" })).body;
    while (job.status === "queued" || job.status === "running");
    const rows = await count(person, `STARTSWITH(name, ${JSON.stringify(`${begin} `)})`);
    if (job.status !== "succeeded" || rows !== rowCount)
      faults.push(`import ${id}: ${job.status}, ${rows} rows`);
  }
  process.stdout.write(`${imports.size} imports looked at\n`);
} finally {
  server.child.kill("SIGTERM");
  await server.ended;
  rmSync(folder, { recursive: true, force: true });
}
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(faults.length === 0 ? "Nothing lost, nothing doubled.\n" : `${faults.length} faults\n`);
process.exit(faults.length === 0 ? 0 : 1);
