// Runs the test server for as long as test processes are connected, and a little longer. A program, not a module:
// the first test process starts it, detached, so it outlives that process when others still need the server.
import { rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import {
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  startEmbeddedPostgres,
} from "@dougong/embedded-postgres";
import pg from "pg";
import { clientPrefix } from "./client-id.ts";
import { keeperFolder } from "./keeper-folder.ts";

const idleMs = 10_000;
const exitInUse = 75;

const settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  max_connections: "500",
  shared_buffers: "256MB",
  max_wal_size: "4GB",
};

async function dropDatabasesOf(admin: pg.Pool, client: string): Promise<void> {
  const found = await admin.query<{ datname: string }>(
    "select datname from pg_database where starts_with(datname, $1)",
    [clientPrefix(client)],
  );
  for (const { datname } of found.rows)
    await admin.query(`drop database if exists "${datname}" with (force)`);
}

/** Greets each test process with the connection string; resolves when none has been there for a while. */
function serveUntilIdle(server: Server, postgres: EmbeddedPostgres, admin: pg.Pool): Promise<void> {
  return new Promise((resolve) => {
    let connected = 0;
    let idle = setTimeout(resolve, idleMs);
    server.on("connection", (socket) => {
      connected += 1;
      clearTimeout(idle);
      let client = "";
      socket.setEncoding("utf8");
      socket.on("data", (text: string) => {
        client += text;
      });
      socket.on("error", () => {}); // a test process that died; "close" follows
      socket.on("close", () => {
        connected -= 1;
        if (/^[0-9a-f]{12}$/.test(client))
          dropDatabasesOf(admin, client).catch((error: unknown) => console.error(error));
        if (connected === 0) idle = setTimeout(resolve, idleMs);
      });
      socket.write(`${postgres.connectionString}\n`);
    });
    void postgres.ended.then(resolve);
  });
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });
}

async function main(): Promise<void> {
  const folder = keeperFolder();
  const postgres = await startEmbeddedPostgres({
    dataDirectory: folder.postgres,
    fresh: true,
    settings,
    log: console.error,
  });
  const admin = new pg.Pool({ connectionString: postgres.connectionString, max: 2 });
  admin.on("error", () => {}); // the server stops before the pool
  const server = createServer();
  try {
    if (process.platform !== "win32") rmSync(folder.socket, { force: true });
    await listen(server, folder.socket);
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void postgres.stop());
    await serveUntilIdle(server, postgres, admin);
  } finally {
    server.close();
    await admin.end().catch(() => {});
    await postgres.stop();
    rmSync(folder.postgres, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof EmbeddedPostgresError && error.code === "in_use" ? exitInUse : 1;
});
