import { migratePlatform, type OpenWorkspace, openWorkspace } from "@dougong/data";
import { type FakeClock, fakeClock, type TestDatabase, testDatabase } from "@dougong/testing";
import pino from "pino";
import { migrateJobs } from "../worker/worker-migrations.ts";

/** A migrated workspace on a database of its own, for tests of this package. */
export interface TestWorkspace {
  readonly workspace: OpenWorkspace;
  readonly clock: FakeClock;
  readonly database: TestDatabase;
  close(): Promise<void>;
}

export const quiet = pino({ level: "silent" });

async function prepare(connectionString: string): Promise<void> {
  const workspace = openWorkspace({ connectionString, clock: { now: () => new Date() } });
  try {
    await migratePlatform(workspace.pool, workspace.schema, workspace.clock);
    await migrateJobs(workspace, quiet);
  } finally {
    await workspace.close();
  }
}

export async function testWorkspace(): Promise<TestWorkspace> {
  const database = await testDatabase({ name: "runtime", template: "runtime", prepare });
  const clock = fakeClock("2026-01-05T08:00:00Z");
  const workspace = openWorkspace({ connectionString: database.connectionString, clock });
  return {
    workspace,
    clock,
    database,
    async close() {
      await workspace.close();
      await database.drop();
    },
  };
}
