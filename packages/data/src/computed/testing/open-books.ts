import { setTimeout as wait } from "node:timers/promises";
import { fieldModels } from "@dougong/fields/model";
import { fieldStorages } from "@dougong/fields/storage";
import type { AppDocument, Document, JsonObject } from "@dougong/model";
import { fakeClock, sequentialIds, testDatabase } from "@dougong/testing";
import { systemActor } from "../../actor/actor.ts";
import { createDesignService } from "../../design/create-design-service.ts";
import type { DesignContext } from "../../design/design-service.ts";
import { createQueryService } from "../../query/create-query-service.ts";
import { createRecordService } from "../../records/create-record-service.ts";
import type { WriteContext, WriteResult } from "../../records/record-service.ts";
import { migrate } from "../../workspace/migrate.ts";
import { openWorkspace } from "../../workspace/open-workspace.ts";
import { findDrift } from "../find-drift.ts";
import { booksDocuments } from "./books-documents.ts";

const parts = {
  models: fieldModels,
  storages: fieldStorages,
  random: Math.random,
  wait: (ms: number) => wait(ms),
};
const app: AppDocument = { kind: "app", id: "books", version: "1.0.0", language: "en" };
const settings = { name: "Test", timeZone: "Asia/Shanghai", locale: "zh-CN", currency: "CNY" };
const design: DesignContext = { actor: systemActor("test"), settings };

/** The books on a database of their own, with all services, the clock held at 9 o'clock of 5 January 2026. */
export async function openBooks(options: { readonly connections?: number } = {}) {
  const database = await testDatabase({ name: "books", template: "books migrated", prepare: prepareSchema });
  const clock = fakeClock("2026-01-05T01:00:00Z");
  const workspace = openWorkspace({
    connectionString: database.connectionString,
    clock,
    newId: sequentialIds(),
    connections: options.connections ?? 10,
  });
  const records = createRecordService(workspace, parts);
  const designs = createDesignService(workspace, { ...parts, records });
  const queries = createQueryService(workspace, {
    storages: fieldStorages,
    cursorSecret: "a secret of tests",
  });
  const publish = async (documents: readonly Document[]) =>
    designs.importApp(
      design,
      { app: { ...app }, documents: documents as unknown as readonly JsonObject[] } as unknown as JsonObject,
      { dryRun: false, seed: false },
    );
  await publish(booksDocuments);
  let catalogue = await designs.current();
  const context = (): WriteContext => ({
    actor: systemActor("test"),
    via: { kind: "api" },
    catalogue,
    settings,
    dryRun: false,
  });
  const body = (result: WriteResult) => JSON.parse(result.body === "" ? "{}" : result.body) as JsonObject;
  const reader = () => ({ ...context(), now: clock.now() });

  return {
    workspace,
    clock,
    records,
    queries,
    context,
    get catalogue() {
      return catalogue;
    },
    /** Publishes other documents in place of those that are there. */
    async republish(documents: readonly Document[]) {
      const published = await publish(documents);
      catalogue = await designs.current();
      return published;
    },
    async create(entity: string, input: JsonObject) {
      return body(await records.create(context(), `books.${entity}`, input));
    },
    async patch(entity: string, id: unknown, input: JsonObject) {
      return body(await records.update(context(), `books.${entity}`, String(id), "*", input));
    },
    async remove(entity: string, id: unknown) {
      await records.remove(context(), `books.${entity}`, String(id), "*");
    },
    async restore(entity: string, id: unknown) {
      return body(await records.restore(context(), `books.${entity}`, String(id)));
    },
    async get(entity: string, id: unknown, version?: number) {
      const options = version === undefined ? {} : { version };
      return JSON.parse(
        (await queries.get(reader(), `books.${entity}`, String(id), options)).body,
      ) as JsonObject;
    },
    async list(entity: string, query: object) {
      const page = JSON.parse(await queries.list(reader(), { from: `books.${entity}`, ...query }));
      return page.data as readonly JsonObject[];
    },
    /** Rows of a bare statement. */
    async rows(text: string, values: readonly unknown[] = []) {
      return (await workspace.pool.query<Record<string, unknown>>(text, [...values])).rows;
    },
    drift: () => findDrift(workspace, { catalogue, storages: fieldStorages }),
    async close() {
      await workspace.close();
      await database.drop();
    },
  };
}

export type Books = Awaited<ReturnType<typeof openBooks>>;

async function prepareSchema(connectionString: string): Promise<void> {
  const workspace = openWorkspace({
    connectionString,
    clock: fakeClock("2026-01-05T01:00:00Z"),
    newId: sequentialIds(),
  });
  await migrate(workspace, parts);
  await workspace.close();
}
