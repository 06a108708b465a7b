import { createAdmin } from "../commands/create-admin.ts";
import { exportApp } from "../commands/export-app.ts";
import { importApp } from "../commands/import-app.ts";
import { migrateCommand } from "../commands/migrate.ts";
import { start } from "../commands/start.ts";
import { worker } from "../commands/worker.ts";
import type { Command } from "./command.ts";

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  start,
  worker,
  migrateCommand,
  createAdmin,
  importApp,
  exportApp,
];
