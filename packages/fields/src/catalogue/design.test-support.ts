import {
  type AppDocument,
  type Document,
  type EntityDocument,
  type FieldDocument,
  systemDocuments,
} from "@dougong/model";
import { fieldModels } from "../registry/models.ts";
import { compileCatalogue } from "./compile-catalogue.ts";

const system = systemDocuments.filter((document) => document.kind === "app")[0];
const app: AppDocument = { kind: "app", id: "shop", version: "1.0.0", language: "en" };

/** Compiles documents of an app `shop`, with the system's own. */
export function compile(...documents: readonly Document[]) {
  return compileCatalogue({
    apps: [
      {
        document: system ?? app,
        revision: 1,
        documents: systemDocuments.filter((document) => document.kind !== "app"),
      },
      { document: app, revision: 7, documents },
    ],
    models: fieldModels,
  });
}

/** An entity document with little noise. */
export function entity(
  id: string,
  fields: readonly FieldDocument[],
  more: Partial<EntityDocument> = {},
): EntityDocument {
  return { kind: "entity", id, fields, ...more };
}

export const line = entity(
  "line",
  [
    { id: "qty", type: "integer" },
    { id: "price", type: "decimal" },
    { id: "amount", type: "formula", formula: "qty * price", result: { type: "money" } },
  ],
  { ownedBy: "order" },
);
export const lines: FieldDocument = { id: "lines", type: "lines", entity: "line" };
/** Code and path of every fault. */
export const faults = (...documents: readonly Document[]) =>
  compile(...documents).problems.map(({ code, path }) => `${code} ${path}`);
