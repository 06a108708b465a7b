import pg from "pg";
import { clientPrefix } from "../server/client-id.ts";
import { reachTestServer, type TestServer } from "../server/test-server.ts";
import { databaseUrl } from "./database-url.ts";
import { sourceFingerprint } from "./source-fingerprint.ts";
import { ensureTemplate, templateName } from "./template.ts";

export interface TestDatabaseOptions {
  /** Part of the database's name, for whoever looks at the server. */
  readonly name?: string;
  /**
   * Names what `prepare` makes, and lets it run once for all tests (as long as no source file changes): each test
   * then gets a copy in about 70 ms. Without it, `prepare` runs for each database.
   */
  readonly template?: string;
  /** Fills the new database, e.g. migrates. Must end its connections. */
  readonly prepare?: (connectionString: string) => Promise<void>;
}

export interface TestDatabase {
  readonly connectionString: string;
  /** A new pool on the database; `drop` ends it. */
  pool(options?: pg.PoolConfig): pg.Pool;
  /** Ends the pools and drops the database. What is not dropped goes with the process. */
  drop(): Promise<void>;
}

/** A server that this process reached, and the count of databases it made there. */
interface Session {
  readonly server: TestServer;
  readonly fingerprint: string;
  made: number;
}

const sessionKey = Symbol.for("dougong.testing.session");

// Per process, not per module: a test runner that isolates files loads this module anew for each of them.
function session(): Promise<Session> {
  const holder: typeof globalThis & { [sessionKey]?: Promise<Session> } = globalThis;
  holder[sessionKey] ??= reachTestServer().then((server) => ({
    server,
    fingerprint: sourceFingerprint(process.cwd()),
    made: 0,
  }));
  return holder[sessionKey];
}

async function create(reached: Session, name: string, options: TestDatabaseOptions): Promise<void> {
  const { server, fingerprint } = reached;
  const admin = new pg.Client({ connectionString: server.connectionString });
  await admin.connect();
  try {
    if (options.template === undefined || options.prepare === undefined) {
      await admin.query(`create database "${name}"`);
      await options.prepare?.(databaseUrl(server.connectionString, name));
      return;
    }
    const template = templateName(options.template, fingerprint);
    await ensureTemplate(admin, server.connectionString, template, options.prepare);
    await admin.query(`create database "${name}" template "${template}"`);
  } finally {
    await admin.end();
  }
}

async function drop(server: TestServer, name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: server.connectionString });
  await admin.connect();
  try {
    await admin.query(`drop database if exists "${name}" with (force)`);
  } finally {
    await admin.end();
  }
}

/**
 * A database of its own on a real PostgreSQL 18.
 *
 * @example
 * const database = await testDatabase({ template: "migrated", prepare: migrateAt });
 * afterAll(() => database.drop());
 */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const reached = await session();
  reached.made += 1;
  const label = (options.name ?? "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .slice(0, 20);
  const name = `${clientPrefix(reached.server.client)}${reached.made}${label === "" ? "" : `_${label}`}`;
  await create(reached, name, options);
  const connectionString = databaseUrl(reached.server.connectionString, name);
  const pools: pg.Pool[] = [];
  return {
    connectionString,
    pool(config = {}) {
      const pool = new pg.Pool({ connectionString, ...config });
      pool.on("error", () => {}); // an idle connection that the server closed; its next user is told
      pools.push(pool);
      return pool;
    },
    async drop() {
      await Promise.all(pools.map((pool) => (pool.ended ? undefined : pool.end())));
      await drop(reached.server, name);
    },
  };
}
