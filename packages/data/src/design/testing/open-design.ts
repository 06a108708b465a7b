import { setTimeout as wait } from "node:timers/promises";
import { fieldModels } from "@dougong/fields/model";
import { fieldStorages } from "@dougong/fields/storage";
import { fakeClock, sequentialIds, testDatabase } from "@dougong/testing";
import { systemActor } from "../../actor/actor.ts";
import { createRecordService } from "../../records/create-record-service.ts";
import { migrate } from "../../workspace/migrate.ts";
import { openWorkspace, type WorkspaceOptions } from "../../workspace/open-workspace.ts";
import { createDesignService } from "../create-design-service.ts";
import type { DesignContext } from "../design-service.ts";

const parts = {
  models: fieldModels,
  storages: fieldStorages,
  random: () => 0.5,
  wait: (ms: number) => wait(ms),
};
const options = (connectionString: string): WorkspaceOptions => ({
  connectionString,
  clock: fakeClock("2026-01-05T01:00:00Z"),
  newId: sequentialIds(),
});

async function prepare(connectionString: string): Promise<void> {
  const workspace = openWorkspace(options(connectionString));
  await migrate(workspace, parts);
  await workspace.close();
}

/** A migrated workspace on a database of its own, with its services. */
export async function openDesign() {
  const database = await testDatabase({ name: "design", template: "design", prepare });
  const workspace = openWorkspace(options(database.connectionString));
  const records = createRecordService(workspace, parts);
  const design = createDesignService(workspace, { ...parts, records });
  const context: DesignContext = {
    actor: systemActor("test"),
    settings: { name: "Test", timeZone: "Asia/Shanghai", locale: "zh-CN", currency: "CNY" },
  };
  return {
    parts,
    workspace,
    records,
    design,
    context,
    /** Rows of a statement about the schema `ws_main`. */
    async rows(
      text: string,
      values: readonly unknown[] = [],
    ): Promise<readonly Readonly<Record<string, unknown>>[]> {
      return (await workspace.pool.query(text, [...values])).rows;
    },
    async close(): Promise<void> {
      await workspace.close();
      await database.drop();
    },
  };
}

export type OpenDesign = Awaited<ReturnType<typeof openDesign>>;
