import { migrationState } from "@dougong/data";
import type { Command } from "../cli/command.ts";
import { openDatabase } from "../compose/open-database.ts";
import { migrate, openMainWorkspace } from "../compose/open-workspace-checked.ts";
import { createClosers } from "../start/closers.ts";

/** Brings the platform's schema up to date, or says what that would do. */
export const migrateCommand: Command = {
  name: "migrate",
  summary: "bring the platform's tables up to date; safe to repeat and to run from several machines at once",
  words: [],
  options: { plan: { type: "boolean", summary: "only list what would be done" } },
  async run({ config, log, line }) {
    const closers = createClosers(log);
    try {
      const database = await openDatabase(config, log, { share: true });
      closers.add("database", database.close);
      const workspace = openMainWorkspace(database.connectionString, log);
      closers.add("connections", workspace.close);
      const before = await migrationState(workspace.pool, workspace.schema);
      const steps = before.pending.map(({ number, name }) => `${number} ${name}`);
      if (line.flags.has("plan")) {
        return {
          json: { pending: before.pending },
          lines: steps.length === 0 ? ["Up to date: nothing to do"] : steps,
        };
      }
      await migrate(workspace, log);
      return { json: { applied: before.pending }, lines: [...steps, "Up to date"] };
    } finally {
      await closers.closeAll();
    }
  },
};
