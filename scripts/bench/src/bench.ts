import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmbeddedPostgres } from "@dougong/embedded-postgres";
import pg from "pg";
import { type Call, load, type Measured, send } from "./load.ts";

/**
 * Measures get, list, create and create with five lines against a floor (bare Fastify + pg on copies of the
 * same tables), in turn on one PostgreSQL with default durability, and prints the ratios.
 *
 * Usage: npx pnpm --filter @dougong/bench bench [--rounds 3] [--seconds 4] [--records 10000] [--out FILE]
 */
const option = (name: string, fallback: string) => {
  const place = process.argv.indexOf(`--${name}`);
  return place === -1 ? fallback : (process.argv[place + 1] ?? fallback);
};
const rounds = Number(option("rounds", "3"));
const seconds = Number(option("seconds", "4"));
const records = Number(option("records", "10000"));

const root = fileURLToPath(new URL("../../../", import.meta.url));
const cli = join(root, "apps/server/bin/dougong.mjs");

interface Side {
  readonly port: number;
  readonly headers: Readonly<Record<string, string>>;
}

interface Work {
  readonly name: string;
  readonly platform: (index: number) => Call;
  readonly floor: (index: number) => Call;
}

async function started(child: ChildProcess, ready: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      if (text.includes(ready)) setTimeout(() => resolve(text), 200);
    });
    child.on("exit", (code) => reject(new Error(`a server ended with ${code}: ${text}`)));
  });
}

async function signIn(port: number, token: string): Promise<Readonly<Record<string, string>>> {
  const body = JSON.stringify({
    token,
    email: "bench@example.com",
    password: "correct horse battery staple",
    name: "Bench",
    workspace: { name: "Bench", timeZone: "Asia/Shanghai", locale: "zh-CN", currency: "CNY" },
  });
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/setup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  if (answer.status !== 201) throw new Error(`setup: ${answer.status} ${await answer.text()}`);
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  const cookie = answer.headers
    .getSetCookie()
    .map((entry) => entry.split(";")[0])
    .join("; ");
  return { cookie, "x-csrf-token": csrfToken };
}

function customer(index: number): Readonly<Record<string, string | number>> {
  return {
    name: `客户 ${index} ${randomUUID().slice(0, 8)}`,
    level: "abcd"[index % 4] ?? "a",
    status: index % 3 === 0 ? "potential" : "active",
    phone: `+86138${String(index).padStart(8, "0")}`,
    credit_limit: `${index % 1000}.50`,
    payment_days: index % 90,
  };
}

async function fill(
  side: Side,
): Promise<{ readonly customers: readonly string[]; readonly products: readonly string[] }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const create = async (entity: string, data: unknown) => {
    const call = {
      method: "POST",
      path: `/api/v1/records/${entity}`,
      headers: side.headers,
      body: JSON.stringify(data),
      status: 201,
    };
    return (JSON.parse(await send(agent, side.port, call)) as { id: string }).id;
  };
  const customers: string[] = [];
  for (let from = 0; from < records; from += 500) {
    const some = Array.from({ length: Math.min(500, records - from) }, (_, index) =>
      create("crm.customer", customer(from + index)),
    );
    customers.push(...(await Promise.all(some)));
  }
  const products = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      create("crm.product", { code: `B-${index}`, name: `商品 ${index}`, list_price: "10.0000" }),
    ),
  );
  agent.destroy();
  return { customers, products };
}

async function copyTables(pool: pg.Pool): Promise<void> {
  await pool.query("create schema floor");
  for (const table of ["crm__customer", "crm__product", "crm__order", "crm__order_line"]) {
    await pool.query(
      `create table floor."${table}" (like ws_main."${table}" including defaults including indexes)`,
    );
    await pool.query(`insert into floor."${table}" select * from ws_main."${table}"`);
  }
  for (const [table, column, target] of [
    ["crm__order", "customer", "crm__customer"],
    ["crm__order_line", "_parent", "crm__order"],
    ["crm__order_line", "product", "crm__product"],
  ])
    await pool.query(
      `alter table floor."${table}" add foreign key ("${column}") references floor."${target}" (id)`,
    );
  await pool.query("vacuum analyze");
}

function works(
  platform: Side,
  ids: { readonly customers: readonly string[]; readonly products: readonly string[] },
): readonly Work[] {
  const pick = (list: readonly string[], index: number) => list[(index * 7919) % list.length] ?? "";
  const line = (index: number, place: number) => ({
    product: pick(ids.products, index + place),
    qty: "3.0000",
    price: "12.5000",
  });
  const lines = (index: number) => [0, 1, 2, 3, 4].map((place) => line(index, place));
  const filter = encodeURIComponent('status = "active"');
  return [
    {
      name: "get",
      platform: (index) => ({
        method: "GET",
        path: `/api/v1/records/crm.customer/${pick(ids.customers, index)}`,
        headers: platform.headers,
        status: 200,
      }),
      floor: (index) => ({ method: "GET", path: `/customers/${pick(ids.customers, index)}`, status: 200 }),
    },
    {
      name: "list of 50",
      platform: () => ({
        method: "GET",
        path: `/api/v1/records/crm.customer?filter=${filter}&sort=name&limit=50`,
        headers: platform.headers,
        status: 200,
      }),
      floor: () => ({ method: "GET", path: "/customers", status: 200 }),
    },
    {
      name: "create",
      platform: (index) => ({
        method: "POST",
        path: "/api/v1/records/crm.customer",
        headers: platform.headers,
        body: JSON.stringify(customer(index)),
        status: 201,
      }),
      floor: (index) => ({
        method: "POST",
        path: "/customers",
        body: JSON.stringify({ id: randomUUID(), ...customer(index) }),
        status: 201,
      }),
    },
    {
      name: "create with 5 lines",
      platform: (index) => ({
        method: "POST",
        path: "/api/v1/records/crm.order",
        headers: platform.headers,
        body: JSON.stringify({ customer: pick(ids.customers, index), lines: lines(index) }),
        status: 201,
      }),
      floor: (index) => {
        const rows = lines(index).map((row) => ({ ...row, id: randomUUID(), amount: "37.50" }));
        return {
          method: "POST",
          path: "/orders",
          body: JSON.stringify({ id: randomUUID(), customer: pick(ids.customers, index), lines: rows }),
          status: 201,
        };
      },
    },
  ];
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number, digits = 2) => Number(value.toFixed(digits));

async function measure(work: Work, clients: number, platform: Side, floor: Side) {
  const ratios: number[] = [];
  const ours: Measured[] = [];
  const bare: Measured[] = [];
  await load(platform.port, clients, 1, work.platform);
  await load(floor.port, clients, 1, work.floor);
  for (let index = 0; index < rounds; index += 1) {
    const a = await load(platform.port, clients, seconds, work.platform);
    const b = await load(floor.port, clients, seconds, work.floor);
    ours.push(a);
    bare.push(b);
    ratios.push(a.rate / b.rate);
  }
  return {
    work: work.name,
    clients,
    platform: round(median(ours.map((entry) => entry.rate)), 0),
    floor: round(median(bare.map((entry) => entry.rate)), 0),
    ratio: round(median(ratios)),
    least: round(Math.min(...ratios)),
    most: round(Math.max(...ratios)),
    p95: round(median(ours.map((entry) => entry.p95)), 1),
  };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "dougong-bench-"));
  // PostgreSQL runs under another account when root starts it, and has to get in.
  chmodSync(folder, 0o755);
  const children: ChildProcess[] = [];
  const database = await startEmbeddedPostgres({ dataDirectory: join(folder, "data"), log: () => undefined });
  const pool = new pg.Pool({ connectionString: database.connectionString, max: 2 });
  try {
    const port = 20000 + Math.floor(Math.random() * 20000);
    const env = {
      ...process.env,
      DATABASE_URL: database.connectionString,
      PORT: String(port),
      DOUGONG_RATE_LIMIT: "0",
      DOUGONG_LOG: "warn",
    };
    const server = spawn(process.execPath, [cli, "start"], {
      env,
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(server);
    const printed = await started(server, "First-run setup");
    const platform = { port, headers: await signIn(port, /token=(\S+)/.exec(printed)?.[1] ?? "") };
    const importer = spawn(process.execPath, [cli, "import-app", join(root, "examples/crm")], {
      env,
      cwd: root,
      stdio: "inherit",
    });
    await new Promise<void>((resolve, reject) =>
      importer.on("exit", (code) =>
        code === 0 ? resolve() : reject(new Error(`import-app ended with ${code}`)),
      ),
    );
    const ids = await fill(platform);
    await copyTables(pool);
    const floor = { port: port + 1, headers: {} };
    const bare = spawn(
      process.execPath,
      [
        "--import",
        "tsx",
        fileURLToPath(new URL("./floor.ts", import.meta.url)),
        String(floor.port),
        database.connectionString,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    children.push(bare);
    await started(bare, "floor ready");
    const rows = [];
    for (const clients of [1, 16])
      for (const work of works(platform, ids)) {
        const row = await measure(work, clients, platform, floor);
        rows.push(row);
        process.stdout.write(`${JSON.stringify(row)}\n`);
      }
    const out = option("out", "");
    if (out !== "")
      writeFileSync(
        out,
        `${JSON.stringify({ at: new Date().toISOString(), rounds, seconds, records, rows }, null, 2)}\n`,
      );
  } finally {
    for (const child of children) child.kill("SIGTERM");
    await pool.end();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
