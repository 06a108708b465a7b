import { type Catalogue, compileCatalogue, type Entity } from "@dougong/fields";
import { fieldModels } from "@dougong/fields/model";
import { type AppDocument, type Document, type EntityDocument, systemDocuments } from "@dougong/model";

const shop: AppDocument = { kind: "app", id: "shop", version: "1.0.0", language: "en", home: "page:main" };

const customer: EntityDocument = {
  kind: "entity",
  id: "customer",
  fields: [
    { id: "name", type: "text", label: "Name" },
    { id: "level", type: "choice", options: ["a", "b"] },
  ],
};
const order: EntityDocument = {
  kind: "entity",
  id: "order",
  label: "Order",
  fields: [
    { id: "number", type: "sequence", format: "SO-{seq:4}" },
    { id: "customer", type: "reference", to: "customer", label: "Customer", required: true },
    { id: "discount", type: "decimal", scale: 4, max: "0.5", default: "0" },
    { id: "reason", type: "text", label: "Reason" },
    {
      id: "status",
      type: "choice",
      options: ["draft", "done", { id: "old", retired: true }],
      default: "draft",
    },
    { id: "secret", type: "text", hidden: true },
    { id: "note", type: "long_text" },
    { id: "lines", type: "lines", entity: "line", label: "Lines", min: 1 },
    {
      id: "total",
      type: "formula",
      formula: "SUM(lines.amount) * (1 - discount)",
      result: { type: "money" },
    },
  ],
};
const line: EntityDocument = {
  kind: "entity",
  id: "line",
  ownedBy: "order",
  fields: [
    { id: "name", type: "text", required: true, label: "Name" },
    { id: "qty", type: "integer", default: 1 },
    { id: "price", type: "decimal" },
    { id: "amount", type: "formula", formula: "qty * price", result: { type: "money" } },
  ],
};

/** The documents that tests of forms and checks stand on, with further ones. */
export function shopCatalogue(...documents: readonly Document[]): Catalogue {
  const [system, ...rest] = systemDocuments;
  if (system?.kind !== "app") throw new Error("The system app comes first");
  const { catalogue, problems } = compileCatalogue({
    apps: [
      { document: system, revision: 1, documents: rest },
      { document: shop, revision: 1, documents: [customer, order, line, ...documents] },
    ],
    models: fieldModels,
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return catalogue;
}

export function entityOf(catalogue: Catalogue, id: string): Entity {
  const entity = catalogue.entities.get(id);
  if (entity === undefined) throw new Error(`There is no ${id}`);
  return entity;
}
