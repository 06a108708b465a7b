import { type Catalogue, compileCatalogue, compileConditionSource, recordContext } from "@dougong/fields";
import { fieldModels } from "@dougong/fields/model";
import { fieldStorages } from "@dougong/fields/storage";
import { type Document, type JsonObject, systemDocuments } from "@dougong/model";
import { fakeClock, sequentialIds, testDatabase } from "@dougong/testing";
import pg from "pg";
import { collationOf } from "../../query/lower/collation.ts";
import { migratePlatform } from "../../schema/migrations/migrate-platform.ts";
import { planTables } from "../../schema/plan/plan-tables.ts";
import { runPlan } from "../../schema/plan/run-plan.ts";
import { buildTable } from "../../schema/tables/build-table.ts";
import { openWorkspace } from "../../workspace/open-workspace.ts";
import type { WorkspaceSettings } from "../../workspace/workspace.ts";
import { createRecordService } from "../create-record-service.ts";
import type { WriteContext, WriteResult } from "../record-service.ts";
import { shopApp, shopDocuments } from "./shop-documents.ts";

export const settings: WorkspaceSettings = {
  name: "Test",
  timeZone: "Asia/Shanghai",
  locale: "en",
  currency: "CNY",
};

const schema = "ws_main";

export function shopCatalogue(documents: readonly Document[] = shopDocuments): Catalogue {
  const [system, ...others] = systemDocuments;
  if (system?.kind !== "app") throw new TypeError("The system app comes first");
  const { catalogue, problems } = compileCatalogue({
    apps: [
      { document: system, revision: 1, documents: others },
      { document: shopApp, revision: 1, documents },
    ],
    models: fieldModels,
  });
  if (problems.length > 0) throw new TypeError(JSON.stringify(problems));
  return catalogue;
}

async function prepare(connectionString: string, documents: readonly Document[]): Promise<void> {
  const pool = new pg.Pool({ connectionString });
  await migratePlatform(pool, schema, fakeClock("2026-01-05T01:00:00Z"));
  const catalogue = shopCatalogue(documents);
  const context = {
    schema,
    catalogue,
    storages: fieldStorages,
    timeZone: settings.timeZone,
    collation: collationOf(settings.locale),
  };
  const tables = [...catalogue.entities.values()].map((entity) => {
    const conditions = (entity.document.unique ?? []).map((unique) => {
      if (unique.where === undefined) return null;
      const compiled = compileConditionSource(
        unique.where,
        recordContext(catalogue.entities, entity, "stored"),
      );
      if ("problems" in compiled) throw new TypeError(JSON.stringify(compiled.problems));
      return compiled.checked;
    });
    return buildTable(context, entity, conditions);
  });
  const client = await pool.connect();
  await client.query("begin");
  await runPlan(client, schema, planTables(schema, [], tables, 1));
  for (const [id, { revision }] of catalogue.apps)
    await client.query(`insert into "${schema}"._app (id, revision) values ($1, $2)`, [id, revision]);
  await client.query("commit");
  client.release();
  await pool.end();
}

interface ShopOptions {
  readonly connections?: number;
  readonly lockTimeout?: number;
  /** Other documents than the shop's own, with a name for the template of their database. */
  readonly design?: { readonly name: string; readonly documents: readonly Document[] };
}

/** The shop on a database of its own, with its record service, a held clock, ids in sequence and an admin. */
export async function openShop(options: ShopOptions = {}) {
  const { name, documents } = options.design ?? { name: "shop", documents: shopDocuments };
  const database = await testDatabase({
    name: "records",
    template: `records-${name}`,
    prepare: (connectionString) => prepare(connectionString, documents),
  });
  const clock = fakeClock("2026-01-05T01:00:00Z");
  const workspace = openWorkspace({
    connectionString: database.connectionString,
    schema,
    clock,
    newId: sequentialIds(),
    connections: options.connections ?? 10,
    ...(options.lockTimeout === undefined ? {} : { lockTimeout: options.lockTimeout }),
  });
  const records = createRecordService(workspace, {
    storages: fieldStorages,
    random: () => 0.5,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const catalogue = shopCatalogue(documents);
  const system = contextOf(catalogue, { kind: "system", reason: "test" });
  const { id: admin } = await records.create(system, "system.user", {
    email: "ada@example.com",
    name: "Ada",
  });
  const context = contextOf(catalogue, {
    kind: "user",
    user: admin,
    roles: ["system.admin"],
    email: "ada@example.com",
    locale: "en",
  });
  return {
    database,
    workspace,
    clock,
    catalogue,
    records,
    system,
    context,
    admin,
    /** Rows of a query, as pg reads them. */
    async rows(
      text: string,
      values: readonly unknown[] = [],
    ): Promise<readonly Readonly<Record<string, unknown>>[]> {
      return (await workspace.pool.query<Record<string, unknown>>(text, [...values])).rows;
    },
    async close() {
      await workspace.close();
      await database.drop();
    },
  };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

function contextOf(catalogue: Catalogue, actor: WriteContext["actor"]): WriteContext {
  return { actor, via: { kind: "api" }, catalogue, settings, dryRun: false };
}

/** The answer's body as JSON. */
export function bodyOf(result: WriteResult): JsonObject {
  return JSON.parse(result.body) as JsonObject;
}
