import { createRelay } from "@dougong/runtime";
import type { Command } from "../cli/command.ts";
import { composeServices } from "../compose/compose-services.ts";
import { openDatabase } from "../compose/open-database.ts";
import { openMainWorkspace, requireMigrated } from "../compose/open-workspace-checked.ts";
import { startWorker } from "../compose/start-worker.ts";
import { createClosers } from "../start/closers.ts";
import { terminationRequested } from "../start/termination.ts";

/** Runs jobs and serves nothing. */
export const worker: Command = {
  name: "worker",
  summary: "run jobs only; any number of workers may share a database",
  words: [],
  options: {},
  async run({ config, log, print }) {
    const terminated = terminationRequested();
    const closers = createClosers(log);
    try {
      const database = await openDatabase(config, log, { share: true });
      closers.add("database", database.close);
      const workspace = openMainWorkspace(database.connectionString, log);
      closers.add("connections", workspace.close);
      await requireMigrated(workspace);
      closers.add("relay", createRelay({ workspace, logger: log }).stop);
      const running = startWorker(composeServices(config, workspace, log), log);
      closers.add("worker", running.stop);
      print({ lines: ["Dougong worker ready"], json: { ready: true } });
      log.info(`stopping: ${await terminated}`);
      return undefined;
    } finally {
      await closers.closeAll();
    }
  },
};
