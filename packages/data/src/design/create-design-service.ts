import { checkDocuments } from "@dougong/forms";
import { createDocumentSchemas, createDocumentValidator, ProblemError } from "@dougong/model";
import { isUnavailable } from "../records/flight/database-fault.ts";
import { isLockTimeout } from "../schema/plan/in-short-locks.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { createCatalogues } from "./catalogues.ts";
import type { DesignParts } from "./design-parts.ts";
import type { DesignService } from "./design-service.ts";
import { documentsOf, exportApp } from "./export-app.ts";
import { importApp } from "./import-app.ts";

/**
 * The design of a workspace that has been migrated.
 *
 * @example
 * const design = createDesignService(workspace, { models: fieldModels, storages: fieldStorages, records, random: Math.random, wait });
 * await design.importApp(context, bundle, { dryRun: false, seed: true }); // { app: "crm", revision: 1, plan }
 */
export function createDesignService(workspace: Workspace, parts: DesignParts): DesignService {
  const validator = createDocumentValidator(createDocumentSchemas(Object.values(parts.models)));
  const catalogues = parts.catalogues ?? createCatalogues(workspace, parts.models);
  const importParts = { ...parts, workspace, validator, documentProblems: checkDocuments };
  return {
    current: () => named(catalogues.current),
    recent: () => named(catalogues.recent),
    importApp: (context, bundle, options) => named(() => importApp(importParts, context, bundle, options)),
    exportApp: (_context, app, options) => named(() => exportApp(workspace, app, options)),
    documents: (app, options) => named(() => documentsOf(workspace, app, options)),
  };
}

/** Names what is nobody's fault: no database, or a table that others held all the time. */
async function named<T>(body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (fault) {
    if (isUnavailable(fault) || isLockTimeout(fault))
      throw new ProblemError("unavailable", [{ code: "unavailable", path: "" }]);
    throw fault;
  }
}
