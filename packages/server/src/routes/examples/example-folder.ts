import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isAppId, isJsonObject, type JsonObject } from "@dougong/model";
import { readBundleFolder } from "@dougong/runtime";

/** What a person reads before they install an app. */
export interface ExampleSummary {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly entities: number;
  readonly pages: number;
  readonly seeded: boolean;
}

async function folders(directory: string): Promise<readonly string[]> {
  const found = await readdir(directory, { withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isDirectory() && isAppId(entry.name))
    .map((entry) => entry.name)
    .sort();
}

/** The bundle of an app that comes with the product, or null. Only names that are there are opened. */
export async function readExample(directory: string, name: string): Promise<JsonObject | null> {
  return (await folders(directory)).includes(name) ? readBundleFolder(join(directory, name)) : null;
}

function textOf(object: JsonObject, member: string): string {
  const value = object[member];
  return typeof value === "string" ? value : "";
}

function summaryOf(bundle: JsonObject, id: string): ExampleSummary {
  const app = isJsonObject(bundle.app) ? bundle.app : {};
  const documents = Array.isArray(bundle.documents) ? bundle.documents.filter(isJsonObject) : [];
  const count = (kind: string) => documents.filter((document) => document.kind === kind).length;
  return {
    id,
    label: textOf(app, "label") || id,
    description: textOf(app, "description"),
    icon: textOf(app, "icon"),
    entities: count("entity"),
    pages: count("page"),
    seeded: bundle.seed !== undefined,
  };
}

/** All apps that come with the product; a folder that is no bundle is passed over. */
export async function listExamples(directory: string): Promise<readonly ExampleSummary[]> {
  const found = await Promise.all(
    (await folders(directory)).map(async (name) => {
      const bundle = await readBundleFolder(join(directory, name)).catch(() => null);
      return bundle === null ? [] : [summaryOf(bundle, name)];
    }),
  );
  return found.flat();
}
