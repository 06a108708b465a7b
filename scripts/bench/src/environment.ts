import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmbeddedPostgres } from "@dougong/embedded-postgres";
import pg from "pg";
import { benchApp, floorKeys, floorTables } from "./documents.ts";
import { run, type Started, start } from "./processes.ts";

/** One of the two servers, as a client calls it. */
export interface Side {
  readonly port: number;
  readonly pid: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Platform and floor on one PostgreSQL with default durability, and the ids of what is stored. */
export interface Environment {
  readonly platform: Side;
  readonly floor: Side;
  readonly postgres: number;
  readonly pool: pg.Pool;
  readonly customers: readonly string[];
  readonly products: readonly string[];
  close(): Promise<void>;
}

const root = fileURLToPath(new URL("../../../", import.meta.url));
const cli = join(root, "apps/server/bin/dougong.mjs");
const here = fileURLToPath(new URL("./", import.meta.url));

/** @throws Error when a server does not start */
export async function openEnvironment(records: number): Promise<Environment> {
  const folder = mkdtempSync(join(tmpdir(), "dougong-bench-"));
  // PostgreSQL runs under another account when root starts it, and has to get in.
  chmodSync(folder, 0o755);
  const started: Started[] = [];
  const database = await startEmbeddedPostgres({ dataDirectory: join(folder, "data"), log: () => undefined });
  const pool = new pg.Pool({ connectionString: database.connectionString, max: 2 });
  const close = async (): Promise<void> => {
    await Promise.all(started.map((one) => one.stop()));
    await pool.end();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const port = 20000 + Math.floor(Math.random() * 20000);
    const env = {
      ...process.env,
      DATABASE_URL: database.connectionString,
      PORT: String(port),
      DOUGONG_DATA: join(folder, "files"),
      DOUGONG_RATE_LIMIT: "0",
      DOUGONG_LOG: "warn",
    };
    const server = await start([cli, "start"], env, root, "First-run setup");
    started.push(server);
    const headers = await signIn(port, /token=(\S+)/.exec(server.printed)?.[1] ?? "");
    await run([cli, "import-app", join(root, "examples/crm")], env, root);
    await publish(port, headers);
    await fill(pool, records);
    await copyTables(pool);
    const script = ["--import", "tsx", join(here, "floor.ts"), String(port + 1), database.connectionString];
    const bare = await start(script, process.env, here, "floor ready");
    started.push(bare);
    return {
      platform: { port, pid: server.pid, headers },
      floor: { port: port + 1, pid: bare.pid, headers: {} },
      postgres: database.pid,
      pool,
      customers: await ids(pool, "crm__customer"),
      products: await ids(pool, "crm__product"),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function post(port: number, path: string, body: unknown, headers: Readonly<Record<string, string>>) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

async function signIn(port: number, token: string): Promise<Readonly<Record<string, string>>> {
  const answer = await post(
    port,
    "/api/v1/setup",
    {
      token,
      email: "bench@example.com",
      password: "correct horse battery staple",
      name: "Bench",
      workspace: { name: "Bench", timeZone: "Asia/Shanghai", locale: "zh-CN", currency: "CNY" },
    },
    {},
  );
  const { csrfToken }: { csrfToken: string } = JSON.parse(await answer.text());
  const cookies = answer.headers.getSetCookie().map((entry) => entry.split(";")[0]);
  return { cookie: cookies.join("; "), "x-csrf-token": csrfToken };
}

async function publish(port: number, headers: Readonly<Record<string, string>>): Promise<void> {
  await post(port, "/api/v1/apps/import", benchApp, headers);
}

async function fill(pool: pg.Pool, records: number): Promise<void> {
  const system = "id, version, created_at, updated_at";
  await pool.query(`insert into ws_main.crm__customer (${system}, name, level, status, phone, credit_limit, payment_days)
    select gen_random_uuid(), 1, now(), now(), '客户 ' || i || ' ' || left(md5(i::text), 8), substr('abcd', i % 4 + 1, 1),
      case when i % 3 = 0 then 'potential' else 'active' end, '+86138' || lpad(i::text, 8, '0'), i % 1000 + 0.5, i % 90
    from generate_series(1, ${records}) as i`);
  await pool.query(`insert into ws_main.crm__product (${system}, code, name, list_price)
    select gen_random_uuid(), 1, now(), now(), 'B-' || i, '商品 ' || i, 10 from generate_series(1, 20) as i`);
  await pool.query(`insert into ws_main.bench__task (${system}, code, status, due, amount)
    select gen_random_uuid(), 1, now(), now(), 'T-' || i, case when i % 3 = 0 then 'done' else 'open' end,
      date '2026-01-01' + i % 3000, i % 1000 from generate_series(1, ${records}) as i`);
}

async function copyTables(pool: pg.Pool): Promise<void> {
  await pool.query("create schema floor");
  for (const table of floorTables) {
    await pool.query(
      `create table floor."${table}" (like ws_main."${table}" including defaults including indexes)`,
    );
    await pool.query(`insert into floor."${table}" select * from ws_main."${table}"`);
  }
  for (const [table, column, target] of floorKeys)
    await pool.query(
      `alter table floor."${table}" add foreign key ("${column}") references floor."${target}" (id)`,
    );
  await pool.query("vacuum analyze");
}

async function ids(pool: pg.Pool, table: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(`select id from ws_main."${table}" limit 10000`);
  return rows.map((row) => row.id);
}
