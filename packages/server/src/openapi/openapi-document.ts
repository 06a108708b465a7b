import type { Catalogue, Entity } from "@dougong/fields";
import { isJsonObject, type JsonObject } from "@dougong/model";
import type { DeclaredRoute } from "../http/fastify-types.ts";
import { recordSchemas } from "./record-schemas.ts";

/** `/api/v1/jobs/:id` → `/api/v1/jobs/{id}` */
function pathOf(url: string): string {
  return url.replace(/:([a-z]+)/gi, "{$1}");
}

function parameters(schema: unknown, place: "path" | "query"): readonly JsonObject[] {
  if (!isJsonObject(schema) || !isJsonObject(schema.properties)) return [];
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(schema.properties).map(([name, type]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: type ?? {},
  }));
}

const problemAnswer: JsonObject = {
  description: "Problem",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

function responses(schema: unknown, replace: JsonObject | undefined): JsonObject {
  const given = isJsonObject(schema) ? Object.entries(schema) : [];
  const good = given
    .filter(([status]) => status !== "default")
    .map(([status, answer]): [string, JsonObject] => {
      if (!isJsonObject(answer) || answer.type === "null") return [status, { description: "No content" }];
      return [
        status,
        {
          description: "Success",
          content: { [String(answer.contentMediaType ?? "application/json")]: { schema: replace ?? answer } },
        },
      ];
    });
  return Object.fromEntries([...good, ["default", problemAnswer]]);
}

function requestBody(route: DeclaredRoute, replace: JsonObject | undefined): JsonObject | undefined {
  const { multipart } = route.declaration;
  if (multipart !== undefined && isJsonObject(multipart))
    return { required: true, content: { "multipart/form-data": { schema: multipart } } };
  const { body } = route.schema;
  if (!isJsonObject(body) || body.maxProperties === 0) return undefined;
  return { required: true, content: { "application/json": { schema: replace ?? body } } };
}

const ifMatch: JsonObject = {
  name: "If-Match",
  in: "header",
  required: true,
  schema: { type: "string" },
  description: 'ETag of the record, e.g. "7", or *',
};
const idempotencyKey: JsonObject = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string", maxLength: 255 },
};
const dryRun: JsonObject = {
  name: "Dry-Run",
  in: "header",
  required: false,
  schema: { enum: ["true", "false"] },
};

function headers(route: DeclaredRoute): readonly JsonObject[] {
  const list: JsonObject[] = [];
  if (
    route.url.startsWith("/api/v1/records/:entity/:id") &&
    (route.method === "PATCH" || route.method === "DELETE")
  )
    list.push(ifMatch);
  if (route.method !== "GET" && route.declaration.idempotency !== "refused") list.push(idempotencyKey);
  if (route.declaration.dryRun === true) list.push(dryRun);
  return list;
}

interface Replacements {
  readonly operation: string;
  readonly url: string;
  readonly body?: JsonObject;
  readonly answer?: JsonObject;
  readonly fixed: readonly string[];
}

function operation(route: DeclaredRoute, with_: Replacements): JsonObject {
  const path = parameters(route.schema.params, "path").filter(
    (one) => !with_.fixed.includes(String(one.name)),
  );
  const body = requestBody(route, with_.body);
  return {
    operationId: with_.operation,
    summary: route.declaration.summary,
    security: route.declaration.access === "public" ? [] : [{ session: [] }],
    parameters: [...path, ...parameters(route.schema.querystring, "query"), ...headers(route)],
    ...(body === undefined ? {} : { requestBody: body }),
    responses: responses(route.schema.response, with_.answer),
  };
}

/** The generic routes of records, spelt out for one entity with its own schemas. */
function entityOperations(route: DeclaredRoute, entity: Entity): Replacements {
  const name = entity.id.replace(".", "_");
  const ref = (suffix: string): JsonObject => ({ $ref: `#/components/schemas/${name}${suffix}` });
  const lists =
    route.declaration.operation === "listRecords" || route.declaration.operation === "queryRecords";
  const single = ["createRecord", "readRecord", "updateRecord", "restoreRecord"].includes(
    route.declaration.operation,
  );
  return {
    operation: `${route.declaration.operation}_${name}`,
    url: route.url.replace(":entity", entity.id),
    fixed: ["entity"],
    ...(route.declaration.operation === "createRecord" ? { body: ref("_create") } : {}),
    ...(route.declaration.operation === "updateRecord" ? { body: ref("_patch") } : {}),
    ...(lists
      ? {
          answer: {
            type: "object",
            required: ["data", "page"],
            properties: { data: { type: "array", items: ref("") }, page: { type: "object" } },
          },
        }
      : {}),
    ...(single ? { answer: ref("") } : {}),
  };
}

function collect(routes: readonly DeclaredRoute[], entities: readonly Entity[]): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  const add = (route: DeclaredRoute, replacements: Replacements) => {
    const path = pathOf(replacements.url);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, replacements) };
  };
  for (const route of routes) {
    if (route.declaration.internal === true) continue;
    if (!route.url.includes(":entity"))
      add(route, { operation: route.declaration.operation, url: route.url, fixed: [] });
    else
      for (const entity of entities)
        if (entity.owner === null || route.method === "GET" || route.url.endsWith("/query"))
          add(route, entityOperations(route, entity));
  }
  return paths;
}

export interface OpenApiInput {
  readonly app: string;
  readonly version: string;
  readonly catalogue: Catalogue;
  readonly routes: readonly DeclaredRoute[];
  readonly problem: JsonObject;
}

/** OpenAPI 3.1 of what a caller reaches in one app: the routes' own schemas, with each entity spelt out. */
export function openApiDocument({ app, version, catalogue, routes, problem }: OpenApiInput): JsonObject {
  const entities = [...catalogue.entities.values()].filter((entity) => entity.app === app);
  const document = catalogue.apps.get(app)?.document;
  return {
    openapi: "3.1.0",
    info: { title: document?.label ?? app, version: document?.version ?? version },
    servers: [{ url: "/" }],
    paths: collect(routes, entities),
    components: {
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "dougong_session" } },
      schemas: { Problem: problem, ...recordSchemas(entities, catalogue) },
    },
  };
}
