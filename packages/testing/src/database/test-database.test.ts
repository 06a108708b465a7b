import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { testDatabase } from "./test-database.ts";

describe("a test database", () => {
  test("is a real PostgreSQL with ICU, that an ordinary role owns", async () => {
    const database = await testDatabase();
    const { rows } = await database
      .pool()
      .query(
        "select current_setting('server_version_num')::int as version, rolsuper, '陈' < '张' collate \"zh-x-icu\" as pinyin from pg_roles where rolname = current_user",
      );
    await database.drop();
    expect(rows[0]).toMatchObject({ rolsuper: false, pinyin: true });
    expect(rows[0].version).toBeGreaterThanOrEqual(180000);
  });

  test("begins as its template, which is prepared once, and does not see what others do to theirs", async () => {
    let prepared = 0;
    const options = {
      template: `numbers ${process.pid}`,
      prepare: async (connectionString: string) => {
        prepared += 1;
        const client = new pg.Client({ connectionString });
        await client.connect();
        await client.query("create table number (n int); insert into number values (1)");
        await client.end();
      },
    };
    const databases = await Promise.all([1, 2, 3].map(() => testDatabase(options)));
    const [first, second] = databases.map((database) => database.pool());
    await first?.query("insert into number values (2)");
    const seen = await second?.query("select n from number");
    await Promise.all(databases.map((database) => database.drop()));
    expect(prepared).toBe(1);
    expect(seen?.rows).toEqual([{ n: 1 }]);
  });

  test("is refused when its template was left with an open connection, and prepared anew the next time", async () => {
    const clients: pg.Client[] = [];
    const template = `open ${process.pid}`;
    const opening = testDatabase({
      template,
      prepare: async (connectionString) => {
        const client = new pg.Client({ connectionString });
        client.on("error", () => {});
        clients.push(client);
        await client.connect();
      },
    });
    await expect(opening).rejects.toThrow("prepare() left a connection open");
    const database = await testDatabase({ template, prepare: async () => {} });
    await expect(database.pool().query("select 1 as one")).resolves.toMatchObject({ rows: [{ one: 1 }] });
    await database.drop();
  });

  test("is gone after drop, with the pools on it", async () => {
    const database = await testDatabase({ name: "Gone soon" });
    const pool = database.pool();
    await pool.query("select 1");
    await database.drop();
    const other = await testDatabase();
    const name = new URL(database.connectionString).pathname.slice(1);
    const found = await other.pool().query("select from pg_database where datname = $1", [name]);
    await other.drop();
    expect(pool.ended).toBe(true);
    expect(name).toMatch(/_gone_soon$/);
    expect(found.rowCount).toBe(0);
  });
});

describe("the databases of a process that was killed", () => {
  test("are dropped", async () => {
    const { spawn } = await import("node:child_process");
    const module = new URL("./test-database.ts", import.meta.url).href;
    const code = `import(${JSON.stringify(module)}).then(async (m) => { console.log((await m.testDatabase()).connectionString); setInterval(() => {}, 1000); })`;
    const child = spawn(process.execPath, ["--import", "tsx", "-e", code], {
      cwd: new URL("../..", import.meta.url),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const name = await new Promise<string>((resolve) => {
      child.stdout.once("data", (text: Buffer) => resolve(new URL(text.toString().trim()).pathname.slice(1)));
    });
    const own = await testDatabase();
    const pool = own.pool();
    const count = async () =>
      (await pool.query("select from pg_database where datname = $1", [name])).rowCount;
    expect(await count()).toBe(1);
    child.kill("SIGKILL");
    for (let tries = 0; tries < 100 && (await count()) !== 0; tries += 1) await wait(50);
    expect(await count()).toBe(0);
    await own.drop();
  });
});
