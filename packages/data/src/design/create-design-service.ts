import { createDocumentSchemas, createDocumentValidator } from "@dougong/model";
import type { Workspace } from "../workspace/workspace.ts";
import { currentCatalogue } from "./current-catalogue.ts";
import type { DesignParts } from "./design-parts.ts";
import type { DesignService } from "./design-service.ts";
import { documentsOf, exportApp } from "./export-app.ts";
import { importApp } from "./import-app.ts";
import { documentProblems } from "./publish/document-problems.ts";

/**
 * The design of a workspace that has been migrated.
 *
 * @example
 * const design = createDesignService(workspace, { models: fieldModels, storages: fieldStorages, records, random: Math.random, wait });
 * await design.importApp(context, bundle, { dryRun: false, seed: true }); // { app: "crm", revision: 1, plan }
 */
export function createDesignService(workspace: Workspace, parts: DesignParts): DesignService {
  const validator = createDocumentValidator(createDocumentSchemas(Object.values(parts.models)));
  const importParts = { ...parts, workspace, validator, documentProblems };
  return {
    current: currentCatalogue(workspace, parts.models),
    importApp: (context, bundle, options) => importApp(importParts, context, bundle, options),
    exportApp: (_context, app, options) => exportApp(workspace, app, options),
    documents: (app, options) => documentsOf(workspace, app, options),
  };
}
