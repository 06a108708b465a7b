import { randomBytes, randomUUID } from "node:crypto";
import { createRelay } from "@dougong/runtime";
import { createServer } from "@dougong/server";
import type { Logger } from "pino";
import type { Command, CommandContext } from "../cli/command.ts";
import { composeServices, type WorkspaceServices } from "../compose/compose-services.ts";
import { openDatabase } from "../compose/open-database.ts";
import { migrate, openMainWorkspace, requireMigrated } from "../compose/open-workspace-checked.ts";
import { readProduct } from "../compose/product.ts";
import { startWorker } from "../compose/start-worker.ts";
import type { Config } from "../config/config.ts";
import { CommandError } from "../exit/command-error.ts";
import { exitCodes } from "../exit/exit-code.ts";
import { listenError, localUrl, tryAddress } from "../start/address.ts";
import { type Closers, createClosers } from "../start/closers.ts";
import { terminationRequested } from "../start/termination.ts";

async function listen(
  services: WorkspaceServices,
  config: Config,
  port: number,
  log: Logger,
  closers: Closers,
): Promise<string> {
  const publicUrl = config.publicUrl ?? localUrl(config.host, port);
  const product = readProduct();
  if (product.staticDirectory === undefined)
    log.warn("the portal is not built, so only the API is served: run node scripts/bootstrap.mjs");
  const server = await createServer({
    ...services,
    config: { ...product, publicUrl, rateLimit: config.rateLimit, metricsToken: config.metricsToken },
    logger: log,
    newRequestId: randomUUID,
  });
  closers.add("server", () => server.close());
  await server.listen({ host: config.host, port }).catch((error: unknown) => {
    throw listenError(error, config.host, port);
  });
  return publicUrl;
}

async function announce(
  { print }: CommandContext,
  services: WorkspaceServices,
  url: string,
  setupToken: string,
): Promise<void> {
  const setup = (await services.identity.setupNeeded())
    ? `${url}/setup?token=${encodeURIComponent(setupToken)}`
    : undefined;
  const lines = [`Dougong ready: ${url}`, ...(setup === undefined ? [] : [`First-run setup: ${setup}`])];
  print({ lines, json: { ready: url, ...(setup === undefined ? {} : { setup }) } });
}

async function serve(context: CommandContext, closers: Closers): Promise<void> {
  const { config, line, log } = context;
  const terminated = terminationRequested();
  const port = await tryAddress(config.host, config.port);
  const database = await openDatabase(config, log, { share: false });
  closers.add("database", database.close);
  const workspace = openMainWorkspace(database.connectionString, log);
  closers.add("connections", workspace.close);
  if (line.flags.has("no-migrate")) await requireMigrated(workspace);
  else await migrate(workspace, log);
  const setupToken = config.setupToken ?? randomBytes(24).toString("base64url");
  const services = composeServices({ ...config, setupToken }, workspace, log);
  closers.add("relay", createRelay({ workspace, logger: log }).stop);
  closers.add("events", services.events.stop);
  const url = await listen(services, config, port, log, closers);
  if (!line.flags.has("no-worker")) closers.add("worker", startWorker(services, log).stop);
  await announce(context, services, url, setupToken);
  const lost = database.lost.then((reason) => {
    throw new CommandError(
      exitCodes.databaseUnreachable,
      `The embedded PostgreSQL ended and does not start again (${reason.message}); its log in the data folder says why`,
    );
  });
  log.info(`stopping: ${await Promise.race([terminated, lost])}`);
  lost.catch(() => {}); // from now on we end it ourselves
}

/** Migrates, serves HTTP and runs jobs until it is asked to stop. */
export const start: Command = {
  name: "start",
  summary: "migrate, serve and run jobs",
  words: [],
  options: {
    "no-worker": { type: "boolean", summary: "serve only; jobs wait for a worker" },
    "no-migrate": { type: "boolean", summary: "refuse to start where a migration is needed" },
  },
  async run(context) {
    const closers = createClosers(context.log);
    try {
      await serve(context, closers);
      return undefined;
    } finally {
      await closers.closeAll();
    }
  },
};
