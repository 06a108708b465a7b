import type { Catalogue, Entity } from "@dougong/fields";
import { type JsonObject, type Problem, ProblemError } from "@dougong/model";
import type { JobHandler } from "../jobs/job.ts";
import type { Jobs } from "../jobs/jobs.ts";
import { orderOnce } from "../jobs/order-once.ts";
import { refuseMapping } from "./columns/resolve-mapping.ts";
import { textConventions } from "./columns/text-conventions.ts";
import type { ImportOptions } from "./import-options.ts";
import type { ImportContext, Imports } from "./imports.ts";
import { type ImportServices, runImport } from "./run/run-import.ts";

const kind = "import";

/** What the options ask for and this version does not do. */
function unsupported(options: ImportOptions): readonly Problem[] {
  const missing: [string, boolean][] = [
    ["format", options.format !== "csv"],
    ["mode", options.mode !== "create"],
    ["key", options.key !== undefined],
    ["sheet", options.sheet !== undefined],
    ["migrate", options.migrate === true],
  ];
  return missing
    .filter(([, is]) => is)
    .map(([name]) => ({ code: "unsupported_kind", path: `/options/${name}`, params: { name } }));
}

function entityOf(catalogue: Catalogue, id: string): Entity {
  const entity = catalogue.entities.get(id);
  if (entity === undefined)
    throw new ProblemError("validation_failed", [
      { code: "unknown_document", path: "/options/entity", params: { kind: "entity", name: id }, got: id },
    ]);
  if (entity.owner !== null)
    throw new ProblemError("owned_entity", [
      {
        code: "owned_entity",
        path: "/options/entity",
        params: { entity: entity.label, owner: entity.owner.entity, field: entity.owner.field },
      },
    ]);
  return entity;
}

function check(context: ImportContext, options: ImportOptions): void {
  if (!context.actor.roles.includes("system.admin"))
    throw new ProblemError("forbidden", [{ code: "forbidden", path: "", params: {} }]);
  const entity = entityOf(context.catalogue, options.entity);
  const problems = unsupported(options);
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
  textConventions(options, "UTC");
  refuseMapping(context.catalogue, entity, options.mapping);
}

/** Orders imports. */
export function createImports(services: Pick<ImportServices, "workspace">, jobs: Jobs): Imports {
  const { workspace } = services;
  return {
    async order(context, file, options) {
      check(context, options);
      const { actor, idempotency, locale, dryRun } = context;
      const input: JsonObject = { file: file.id, options: { ...options }, locale, dryRun };
      const key = idempotency === undefined ? {} : { idempotency };
      const ordered = await orderOnce(workspace, jobs, { kind, input, user: actor.user, ...key });
      if ("job" in ordered) return ordered;
      throw new ProblemError("idempotency_mismatch");
    },
  };
}

/** Does imports, in a worker. */
export function importHandler(services: ImportServices): JobHandler {
  return { kind, run: (job) => runImport(services, job) };
}
