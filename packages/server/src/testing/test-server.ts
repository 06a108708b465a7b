import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import {
  createCatalogues,
  createDesignService,
  createIdentity,
  createQueryService,
  createRecordService,
  migrate,
  type OpenWorkspace,
  openWorkspace,
} from "@dougong/data";
import { fieldModels } from "@dougong/fields/model";
import { fieldStorages } from "@dougong/fields/storage";
import {
  createEvents,
  createFiles,
  createImports,
  createJobs,
  createRelay,
  createWorker,
  createWriteJobs,
  importHandler,
  migrateJobs,
  type Worker,
  writeHandler,
} from "@dougong/runtime";
import { type FakeClock, fakeClock, testDatabase } from "@dougong/testing";
import type { FastifyInstance } from "fastify";
import pino from "pino";
import { createServer } from "../create-server.ts";
import { createArgon2Hasher } from "../password/argon2-hasher.ts";
import type { ServerConfig, Services } from "../services.ts";

export const setupToken = "first-token";
export const password = "correct horse battery";
export const quiet = pino({ level: "silent" });
const chance = { random: Math.random, wait: (ms: number): Promise<void> => wait(ms) };
const parts = { models: fieldModels, storages: fieldStorages, ...chance };

/** A whole server on a database of its own, with what a test holds in its hands. */
export interface TestServer {
  readonly app: FastifyInstance;
  readonly services: Services;
  readonly workspace: OpenWorkspace;
  readonly clock: FakeClock;
  /** Another server on the same database and clock, as a second process would be. */
  secondNode(): Promise<{ readonly app: FastifyInstance; close(): Promise<void> }>;
  /** Runs jobs from then on. */
  startWorker(): void;
  close(): Promise<void>;
}

async function prepare(connectionString: string): Promise<void> {
  const workspace = openWorkspace({ connectionString, clock: { now: () => new Date() } });
  try {
    await migrate(workspace, parts);
    await migrateJobs(workspace, quiet);
  } finally {
    await workspace.close();
  }
}

/** Services as the composition root joins them; nothing of ours is replaced. */
export function composeServices(workspace: OpenWorkspace, config: ServerConfig): Services {
  const catalogues = createCatalogues(workspace, fieldModels);
  const records = createRecordService(workspace, { storages: fieldStorages, catalogues, ...chance });
  const design = createDesignService(workspace, { ...parts, catalogues, records });
  const queries = createQueryService(workspace, {
    storages: fieldStorages,
    catalogues,
    cursorSecret: "test",
  });
  const identity = createIdentity({
    workspace,
    records,
    design,
    passwords: createArgon2Hasher(),
    random: randomBytes,
    setupToken,
  });
  const jobs = createJobs(workspace);
  return {
    config,
    workspace,
    records,
    design,
    queries,
    identity,
    jobs,
    files: createFiles(workspace),
    imports: createImports({ workspace }, jobs),
    events: createEvents({ workspace, logger: quiet }),
    writeJobs: createWriteJobs(workspace, jobs),
  };
}

export const examplesDirectory = join(import.meta.dirname, "../../../../examples");

export async function testServer(config: Partial<ServerConfig> = {}): Promise<TestServer> {
  const database = await testDatabase({ name: "server", template: "server", prepare });
  const clock = fakeClock("2026-01-05T08:00:00Z");
  const serverConfig = {
    version: "0.1.0",
    publicUrl: "http://localhost:3000",
    rateLimit: 0,
    examplesDirectory,
    ...config,
  };
  let requests = 0;
  const newRequestId = () => {
    requests += 1;
    return `r${requests}`;
  };
  const node = async () => {
    const workspace = openWorkspace({ connectionString: database.connectionString, clock });
    const services = composeServices(workspace, serverConfig);
    return { workspace, services, app: await createServer({ ...services, logger: quiet, newRequestId }) };
  };
  const { workspace, services, app } = await node();
  const relay = createRelay({ workspace, logger: quiet });
  let worker: Worker | null = null;
  return {
    app,
    services,
    workspace,
    clock,
    async secondNode() {
      const second = await node();
      return {
        app: second.app,
        async close() {
          await second.app.close();
          await second.services.events.stop();
          await second.workspace.close();
        },
      };
    },
    startWorker() {
      worker ??= createWorker({
        workspace,
        logger: quiet,
        handlers: [
          importHandler({ ...services, actor: services.identity.actor }),
          writeHandler({ ...services, actor: services.identity.actor }),
        ],
      });
    },
    async close() {
      await app.close();
      await Promise.all([services.events.stop(), relay.stop(), worker?.stop()]);
      await workspace.close();
      await database.drop();
    },
  };
}
