import { createWorker, importHandler, type Worker } from "@dougong/runtime";
import type { Logger } from "pino";
import type { WorkspaceServices } from "./compose-services.ts";

/** Starts running jobs. */
export function startWorker(services: WorkspaceServices, log: Logger): Worker {
  const { workspace, files } = services;
  return createWorker({
    workspace,
    handlers: [importHandler({ ...services, actor: services.identity.actor })],
    logger: log,
    sweep: () => files.purge(),
  });
}
