import { hkdfSync, randomBytes } from "node:crypto";
import {
  createCatalogues,
  createDesignService,
  createIdentity,
  createQueryService,
  createRecordService,
  type OpenWorkspace,
} from "@dougong/data";
import { createEvents, createFiles, createImports, createJobs, createWriteJobs } from "@dougong/runtime";
import { createArgon2Hasher, type Services } from "@dougong/server";
import type { Logger } from "pino";
import type { Config } from "../config/config.ts";
import { keptSecret } from "../config/kept-secret.ts";
import { endAtOnce } from "../exit/end-at-once.ts";
import { endOnFlightBug } from "./end-on-flight-bug.ts";
import { dataParts } from "./parts.ts";

/** The workspace's services, which the server, the worker and the commands share. */
export type WorkspaceServices = Omit<Services, "config">;

/** A key for one purpose, so that what is learnt of one is of no use for another. */
function keyFor(purpose: string, secret: string): string {
  return Buffer.from(hkdfSync("sha256", secret, "dougong", purpose, 32)).toString("base64url");
}

/** Puts the platform together. Everything that tells the time or throws dice is chosen here and nowhere below. */
export function composeServices(config: Config, workspace: OpenWorkspace, log: Logger): WorkspaceServices {
  const secret = config.secret ?? keptSecret(config.dataDirectory);
  const catalogues = createCatalogues(workspace, dataParts.models);
  const records = endOnFlightBug(
    createRecordService(workspace, { ...dataParts, catalogues }),
    endAtOnce(log),
  );
  const design = createDesignService(workspace, { ...dataParts, catalogues, records });
  const queries = createQueryService(workspace, {
    storages: dataParts.storages,
    catalogues,
    cursorSecret: keyFor("cursor", secret),
  });
  const setupToken = config.setupToken ?? randomBytes(24).toString("base64url");
  const identity = createIdentity({
    workspace,
    records,
    design,
    passwords: createArgon2Hasher(),
    random: randomBytes,
    setupToken,
  });
  const files = createFiles(workspace);
  const jobs = createJobs(workspace);
  const imports = createImports({ workspace }, jobs);
  const events = createEvents({ workspace, logger: log });
  const writeJobs = createWriteJobs(workspace, jobs);
  return { workspace, design, records, queries, identity, jobs, files, imports, events, writeJobs };
}
