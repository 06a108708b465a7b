import { type AppDocument, type Document, systemDocuments } from "@dougong/model";
import { describe, expect, it } from "vitest";
import { fieldModels } from "../registry/models.ts";
import { compileCatalogue } from "./compile-catalogue.ts";
import { resolvePath } from "./resolve-path.ts";

const shop: AppDocument = { kind: "app", id: "shop", version: "1.0.0", language: "en" };
const system: AppDocument = { kind: "app", id: "system", version: "1.0.0", language: "en" };
const documents: readonly Document[] = [
  { kind: "entity", id: "customer", fields: [{ id: "name", type: "text" }] },
  {
    kind: "entity",
    id: "order",
    fields: [
      { id: "customer", type: "reference", to: "customer" },
      { id: "lines", type: "lines", entity: "line" },
    ],
  },
  { kind: "entity", id: "line", ownedBy: "order", fields: [{ id: "product", type: "text" }] },
];
const { catalogue } = compileCatalogue({
  apps: [
    {
      document: system,
      revision: 1,
      documents: systemDocuments.filter((document) => document.kind !== "app"),
    },
    { document: shop, revision: 1, documents },
  ],
  models: fieldModels,
});

function resolve(entity: string, path: string) {
  const found = catalogue.entities.get(entity);
  if (found === undefined) throw new Error(entity);
  const resolved = resolvePath(catalogue, found, path);
  if ("problem" in resolved) return resolved.problem;
  return {
    steps: resolved.path.steps.map((step) => `${step.entity}.${step.name}`),
    type: resolved.path.type.kind,
    many: resolved.path.many,
    parent: resolved.path.parent,
  };
}

describe("a path", () => {
  it.each([
    ["shop.order", "customer", ["shop.order.customer"], "reference", false],
    ["shop.order", "customer.name", ["shop.order.customer", "shop.customer.name"], "text", false],
    [
      "shop.order",
      "created_by.unit.name",
      ["shop.order.created_by", "system.user.unit", "system.unit.name"],
      "text",
      false,
    ],
    ["shop.order", "lines", ["shop.order.lines"], "rows", false],
    ["shop.order", "lines.product", ["shop.order.lines", "shop.line.product"], "text", true],
    ["shop.line", "id", ["shop.line.id"], "reference", false],
  ])("%s %s", (entity, path, steps, type, many) => {
    expect(resolve(entity, path)).toEqual({ steps, type, many, parent: false });
  });

  it("leads from a row to its owner", () => {
    expect(resolve("shop.line", "$parent.customer.name")).toMatchObject({
      steps: ["shop.order.customer", "shop.customer.name"],
      parent: true,
    });
  });

  it.each([
    ["shop.order", "custmer", "custmer", "customer"],
    ["shop.order", "customer.nam", "nam", "name"],
    ["shop.order", "customer.name.x", "x", undefined],
    ["shop.order", "$parent.x", "$parent", undefined],
    ["shop.line", "version", "version", undefined],
    ["shop.line", "$parent", "$parent", undefined],
  ])("%s has no %s", (entity, path, name, nearest) => {
    expect(resolve(entity, path)).toMatchObject({
      code: "unknown_field",
      params: { name, ...(nearest === undefined ? {} : { nearest }) },
    });
  });
});
