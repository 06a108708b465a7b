import type { Document, JsonObject } from "@dougong/model";
import type { Client } from "../http/client.ts";
import { asObject, numberAt, objectsAt, textAt } from "../http/read.ts";

/** An installed app as the list of apps gives it. */
export interface AppSummary {
  readonly id: string;
  readonly label: string;
  readonly revision: number;
}

/** An app that comes with the product and can be installed. */
export interface ExampleApp {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly entities: number;
  readonly pages: number;
  readonly seeded: boolean;
}

export async function fetchApps(client: Client, signal?: AbortSignal): Promise<readonly AppSummary[]> {
  const { body } = await client.send({ path: "/apps", ...(signal === undefined ? {} : { signal }) });
  return objectsAt(body, "data").map((app) => ({
    id: textAt(app, "id"),
    label: textAt(app, "label") || textAt(app, "id"),
    revision: numberAt(app, "revision"),
  }));
}

/** The published documents of an app: what the browser compiles its screens from. */
export async function fetchDocuments(
  client: Client,
  app: string,
  signal?: AbortSignal,
): Promise<readonly Document[]> {
  const { body } = await client.send({
    path: `/apps/${app}/documents`,
    ...(signal === undefined ? {} : { signal }),
  });
  return objectsAt(body, "data").filter(isDocument);
}

/** Only checked documents are ever published, so their kind tells their shape. */
function isDocument(value: JsonObject): value is JsonObject & Document {
  return typeof value["kind"] === "string" && typeof value["id"] === "string";
}

export async function fetchExamples(client: Client, signal?: AbortSignal): Promise<readonly ExampleApp[]> {
  const { body } = await client.send({ path: "/examples", ...(signal === undefined ? {} : { signal }) });
  return objectsAt(body, "data").map((example) => ({
    id: textAt(example, "id"),
    label: textAt(example, "label") || textAt(example, "id"),
    description: textAt(example, "description"),
    icon: textAt(example, "icon"),
    entities: numberAt(example, "entities"),
    pages: numberAt(example, "pages"),
    seeded: example["seeded"] !== false,
  }));
}

/** Installs an app that comes with the product. */
export async function installExample(
  client: Client,
  example: string,
  seed: boolean,
): Promise<{ readonly app: string }> {
  const { body } = await client.send({ method: "POST", path: "/apps/import", body: { example, seed } });
  return { app: textAt(asObject(body), "app") };
}
