import type { JsonObject } from "@dougong/model";

export const app: JsonObject = { kind: "app", id: "shop", label: "Shop", version: "1.0.0", language: "en" };

export const customer: JsonObject = {
  kind: "entity",
  id: "customer",
  title: "name",
  fields: [
    { id: "name", type: "text", required: true },
    { id: "code", type: "text" },
    { id: "level", type: "choice", options: ["a", "b"], default: "b" },
    { id: "since", type: "date" },
  ],
  unique: [{ fields: ["code"] }],
};

const money = { type: "money", precision: 18, scale: 2 };

export const order: JsonObject = {
  kind: "entity",
  id: "order",
  title: "number",
  fields: [
    { id: "number", type: "sequence", format: "SO-{seq:4}" },
    { id: "customer", type: "reference", to: "customer", required: true },
    { id: "discount", type: "decimal", precision: 5, scale: 4, min: "0", max: "0.5", default: "0" },
    { id: "ordered_on", type: "date", default: "=$today" },
    { id: "due_on", type: "date" },
    { id: "lines", type: "lines", entity: "order_line", max: 500 },
    { id: "subtotal", type: "formula", result: money, formula: "SUM(lines.amount)" },
    { id: "total", type: "formula", result: money, formula: "ROUND(subtotal * (1 - discount), 2)" },
  ],
  indexes: [{ fields: ["-ordered_on"] }],
  invariants: [
    {
      id: "due_later",
      check: "ISNULL(due_on) OR due_on >= ordered_on",
      message: "Due before it was ordered",
    },
  ],
};

export const orderLine: JsonObject = {
  kind: "entity",
  id: "order_line",
  ownedBy: "order",
  fields: [
    { id: "product", type: "text", required: true },
    { id: "qty", type: "integer", min: 1 },
    { id: "price", type: "decimal", precision: 18, scale: 4 },
    { id: "amount", type: "formula", result: money, formula: "qty * price" },
  ],
};

export const seed: JsonObject = {
  "shop.customer": [
    { $key: "ada", name: "Ada", code: "C1", since: "=$today" },
    { $key: "bo", name: "Bo", code: "'=C2" },
  ],
  "shop.order": [
    {
      $key: "first",
      customer: { $ref: "ada" },
      discount: "0.1",
      lines: [
        { product: "Tea", qty: 2, price: "9.99" },
        { product: "Cup", qty: 1, price: "3" },
      ],
    },
  ],
};

/** The shop as it comes over the wire; parts may be replaced. */
export function shopBundle(
  parts: {
    readonly app?: JsonObject;
    readonly documents?: readonly JsonObject[];
    readonly seed?: JsonObject;
  } = {},
): JsonObject {
  return {
    app: parts.app ?? app,
    documents: parts.documents ?? [customer, order, orderLine],
    ...(parts.seed === undefined ? {} : { seed: parts.seed }),
  };
}

/** An entity document with some members replaced. */
export function changed(document: JsonObject, members: JsonObject): JsonObject {
  return { ...document, ...members };
}

/** An entity document with a field added, or replaced where it has the id. */
export function withField(document: JsonObject, field: JsonObject): JsonObject {
  const fields = fieldsOf(document);
  const others = fields.filter((one) => one.id !== field.id);
  return { ...document, fields: [...others, field] };
}

export function withoutField(document: JsonObject, id: string): JsonObject {
  return { ...document, fields: fieldsOf(document).filter((one) => one.id !== id) };
}

function fieldsOf(document: JsonObject): readonly JsonObject[] {
  return document.fields as readonly JsonObject[];
}
