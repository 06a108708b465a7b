import { createHousekeeping, createWorker, importHandler, type Worker, writeHandler } from "@dougong/runtime";
import type { Logger } from "pino";
import type { WorkspaceServices } from "./compose-services.ts";
import { dataParts } from "./parts.ts";

/** Starts running jobs, and keeping house. */
export function startWorker(services: WorkspaceServices, log: Logger): Worker {
  return createWorker({
    workspace: services.workspace,
    handlers: [
      importHandler({ ...services, actor: services.identity.actor }),
      writeHandler({ ...services, actor: services.identity.actor }),
    ],
    logger: log,
    sweep: createHousekeeping({ ...services, storages: dataParts.storages, logger: log }),
  });
}
