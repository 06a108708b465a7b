import { identifier, parameter, sql } from "@dougong/expression";
import type { Catalogue, Entity } from "@dougong/fields";
import { isJsonObject, type JsonObject, type JsonValue, type Problem, ProblemError } from "@dougong/model";
import type pg from "pg";
import { inTransaction, run } from "../database/run.ts";
import type { JobHandler } from "../jobs/job.ts";
import type { Jobs } from "../jobs/jobs.ts";
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
  const table = identifier(workspace.schema, "_idempotency");

  /** The job that this key ordered before, in the transaction that holds the key. */
  async function earlier(
    client: pg.ClientBase,
    { actor, idempotency }: ImportContext,
  ): Promise<string | null> {
    if (idempotency === undefined) return null;
    const name = parameter(`${workspace.schema}/idempotency/${actor.user}/${idempotency.key}`, "text");
    const [lock] = await run<{ held: boolean }>(
      client,
      sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as held`,
    );
    if (lock?.held !== true) throw new ProblemError("idempotency_in_progress");
    const [known] = await run<{ fingerprint: string; body: string }>(
      client,
      sql`select fingerprint, body from ${table}
      where principal = ${parameter(actor.user, "text")} and key = ${parameter(idempotency.key, "text")}`,
    );
    if (known === undefined) return null;
    if (known.fingerprint !== idempotency.fingerprint) throw new ProblemError("idempotency_mismatch");
    const body: JsonValue = JSON.parse(known.body);
    return isJsonObject(body) && typeof body.job === "string" ? body.job : null;
  }

  async function keep(
    client: pg.ClientBase,
    { actor, idempotency }: ImportContext,
    job: string,
  ): Promise<void> {
    if (idempotency === undefined) return;
    await run(
      client,
      sql`insert into ${table} (principal, key, fingerprint, status, body, at) values (
      ${parameter(actor.user, "text")}, ${parameter(idempotency.key, "text")}, ${parameter(idempotency.fingerprint, "text")}, 202,
      ${parameter(JSON.stringify({ job }), "text")}, ${parameter(workspace.clock.now().toISOString(), "timestamptz")})`,
    );
  }

  return {
    async order(context, file, options) {
      check(context, options);
      return inTransaction(workspace.pool, async (client) => {
        const before = await earlier(client, context);
        if (before !== null) return { job: before, replayed: true };
        const input: JsonObject = {
          file: file.id,
          options: { ...options },
          locale: context.locale,
          dryRun: context.dryRun,
        };
        const job = await jobs.add(client, { kind, input, createdBy: context.actor.user });
        await keep(client, context, job);
        return { job, replayed: false };
      });
    },
  };
}

/** Does imports, in a worker. */
export function importHandler(services: ImportServices): JobHandler {
  return { kind, run: (job) => runImport(services, job) };
}
