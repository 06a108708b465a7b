import type { DesignContext } from "@dougong/data";
import { type JsonObject, ProblemError } from "@dougong/model";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Resource } from "../../http/resource.ts";
import { answers, noQuery } from "../../http/schemas.ts";
import { readDryRun } from "../../http/write-headers.ts";
import type { Services } from "../../services.ts";
import { readExample } from "../examples/example-folder.ts";
import { type PublishedApp, reachApp, reachableApps } from "./reach-app.ts";
import {
  appAnswer,
  appParams,
  appsAnswer,
  bundleAnswer,
  documentsAnswer,
  documentsQuery,
  exportQuery,
  importAnswer,
  importBody,
} from "./schemas.ts";

interface AppParams {
  readonly app: string;
}

/** Bundles may be ten times as large as other bodies (contract G16). */
const bundleLimit = 10 * 1024 * 1024;

function summary({ document, revision }: PublishedApp) {
  const { id, label, version, language, languages, icon, color, description, home } = document;
  return { id, label: label ?? id, version, language, languages, icon, color, description, home, revision };
}

async function designContext(request: FastifyRequest): Promise<DesignContext> {
  const [actor, { settings }] = await Promise.all([request.actor(), request.pin()]);
  return { actor, settings };
}

function registerReads(app: FastifyInstance, { design }: Services): void {
  app.get(
    "/api/v1/apps",
    {
      schema: { querystring: noQuery, response: answers({ 200: appsAnswer }) },
      config: { access: "session", operation: "listApps", summary: "Published apps" },
    },
    async (request) => ({ data: (await reachableApps(request)).map(summary), page: { next: null } }),
  );

  app.get<{ Params: AppParams }>(
    "/api/v1/apps/:app",
    {
      schema: { params: appParams, querystring: noQuery, response: answers({ 200: appAnswer }) },
      config: {
        access: "session",
        operation: "readApp",
        summary: "An app's published document and revision",
      },
    },
    async (request) => {
      const { document, revision } = await reachApp(request, request.params.app);
      return { ...document, revision };
    },
  );

  app.get<{ Params: AppParams; Querystring: { kind?: string; revision?: number } }>(
    "/api/v1/apps/:app/documents",
    {
      schema: { params: appParams, querystring: documentsQuery, response: answers({ 200: documentsAnswer }) },
      config: { access: "session", operation: "listDocuments", summary: "Published documents of an app" },
    },
    async (request) => {
      const { document } = await reachApp(request, request.params.app);
      return { data: await design.documents(document.id, request.query), page: { next: null } };
    },
  );

  app.get<{ Params: AppParams; Querystring: { revision?: number; seed?: boolean } }>(
    "/api/v1/apps/:app/export",
    {
      schema: { params: appParams, querystring: exportQuery, response: answers({ 200: bundleAnswer }) },
      config: {
        access: "admin",
        operation: "exportApp",
        summary: "An app as a bundle; the same revision gives the same bytes",
      },
    },
    async (request, reply) => {
      const { document } = await reachApp(request, request.params.app);
      const { revision, seed = false } = request.query;
      const bundle = await design.exportApp(await designContext(request), document.id, {
        seed,
        ...(revision === undefined ? {} : { revision }),
      });
      return reply.header("content-disposition", `attachment; filename="${document.id}.json"`).send(bundle);
    },
  );
}

function registerImport(app: FastifyInstance, { design, config }: Services): void {
  /** The bundle to install: the one that was sent, or one that comes with the product. */
  async function bundleOf(
    body: JsonObject,
  ): Promise<{ readonly bundle: JsonObject; readonly seed: boolean }> {
    const { example, seed, acceptLoss: _accepted, ...rest } = body;
    if (typeof example !== "string")
      return { bundle: seed === undefined ? rest : { ...rest, seed }, seed: true };
    const bundle =
      config.examplesDirectory === undefined ? null : await readExample(config.examplesDirectory, example);
    if (bundle === null)
      throw new ProblemError("validation_failed", [
        { code: "unknown_document", path: "/example", params: { name: example }, got: example },
      ]);
    return { bundle, seed: seed !== false };
  }

  app.post<{ Body: JsonObject }>(
    "/api/v1/apps/import",
    {
      bodyLimit: bundleLimit,
      schema: { querystring: noQuery, body: importBody, response: answers({ 201: importAnswer }) },
      config: {
        access: "admin",
        operation: "importApp",
        summary: "Install or upgrade an app from a bundle",
        dryRun: true,
        bodyLimit: bundleLimit,
      },
    },
    async (request, reply) => {
      const { bundle, seed } = await bundleOf(request.body);
      const dryRun = readDryRun(request);
      const acceptLoss = Array.isArray(request.body.acceptLoss) ? request.body.acceptLoss.map(String) : [];
      const outcome = await design.importApp(await designContext(request), bundle, {
        dryRun,
        seed,
        acceptLoss,
      });
      if (!dryRun) reply.header("location", `/api/v1/apps/${outcome.app}`);
      return reply.status(201).send(outcome);
    },
  );
}

/** Apps: their published state, import and export. */
export const apps: Resource = {
  name: "apps",
  register(app, services) {
    registerReads(app, services);
    registerImport(app, services);
  },
};
