import type { AppDocument, Document } from "@dougong/model";

export const shopApp: AppDocument = {
  kind: "app",
  id: "shop",
  label: "Shop",
  version: "1.0.0",
  language: "en",
};

/** A small shop: one entity for each thing that the write path has to get right. */
export const shopDocuments: readonly Document[] = [
  {
    kind: "entity",
    id: "customer",
    label: "Customer",
    title: "name",
    fields: [
      { id: "name", type: "text", label: "Name", required: true, max: 40 },
      { id: "email", type: "email", label: "E-mail" },
      { id: "credit", type: "money", label: "Credit", min: "0", default: "0" },
      {
        id: "level",
        type: "choice",
        label: "Level",
        options: ["basic", "gold", { id: "old", retired: true }],
        default: "basic",
      },
      { id: "parent", type: "reference", label: "Parent", to: "customer", onDelete: "clear" },
      { id: "code", type: "text", label: "Code", readOnly: true },
    ],
    unique: [{ fields: ["email"] }, { fields: ["name", "level"], where: 'level != "basic"' }],
  },
  {
    kind: "entity",
    id: "product",
    label: "Product",
    title: "name",
    fields: [{ id: "name", type: "text", label: "Name", required: true }],
  },
  {
    kind: "entity",
    id: "order",
    label: "Order",
    title: "number",
    fields: [
      {
        id: "number",
        type: "sequence",
        label: "Number",
        format: "SO-{yyyy}-{seq:4}",
        per: ["year"],
        assignWhen: 'status != "draft"',
      },
      { id: "customer", type: "reference", label: "Customer", to: "customer", required: true },
      { id: "status", type: "choice", label: "Status", options: ["draft", "placed"], default: "draft" },
      { id: "ordered_on", type: "date", label: "Ordered on", default: "=$today" },
      { id: "due_on", type: "date", label: "Due on" },
      { id: "owner", type: "user", label: "Owner", default: "=$user.id", onDelete: "clear" },
      {
        id: "discount",
        type: "decimal",
        label: "Discount",
        precision: 5,
        scale: 4,
        min: "0",
        max: "0.5",
        default: "0",
      },
      { id: "note", type: "long_text", label: "Note" },
      { id: "lines", type: "lines", label: "Lines", entity: "order_line", max: 6 },
      {
        id: "subtotal",
        type: "formula",
        label: "Subtotal",
        result: { type: "money", precision: 18, scale: 2 },
        formula: "SUM(lines.amount)",
      },
      {
        id: "total",
        type: "formula",
        label: "Total",
        result: { type: "money", precision: 12, scale: 2 },
        formula: "ROUND(subtotal * (1 - discount), 2)",
      },
    ],
    invariants: [
      {
        id: "due_later",
        check: "ISNULL(due_on) OR due_on >= ordered_on",
        message: "Due before it was ordered",
      },
      { id: "not_huge", check: "total <= 1000000", message: "Too large an order" },
    ],
  },
  {
    kind: "entity",
    id: "order_line",
    label: "Line",
    ownedBy: "order",
    title: "note",
    fields: [
      { id: "product", type: "reference", label: "Product", to: "product", required: true },
      { id: "qty", type: "integer", label: "Quantity", min: 1, required: true },
      { id: "price", type: "decimal", label: "Price", precision: 12, scale: 2, default: "1" },
      {
        id: "amount",
        type: "formula",
        label: "Amount",
        result: { type: "money", precision: 14, scale: 2 },
        formula: "qty * price",
      },
      { id: "note", type: "text", label: "Note" },
    ],
  },
  {
    kind: "entity",
    id: "payment",
    label: "Payment",
    title: "number",
    fields: [
      {
        id: "number",
        type: "sequence",
        label: "Number",
        format: "P{yy}{mm}{dd}-{kind}-{seq:3}",
        per: ["day", "kind"],
      },
      { id: "order", type: "reference", label: "Order", to: "order", required: true, onDelete: "cascade" },
      { id: "kind", type: "choice", label: "Kind", options: ["cash", "card"], default: "cash" },
      { id: "amount", type: "money", label: "Amount", required: true, min: "0.01" },
    ],
  },
  {
    kind: "entity",
    id: "tag",
    label: "Tag",
    title: "name",
    trash: false,
    fields: [
      { id: "name", type: "text", label: "Name", required: true },
      { id: "customer", type: "reference", label: "Customer", to: "customer" },
    ],
    unique: [{ fields: ["name"] }],
  },
  {
    kind: "rule",
    id: "why_discount",
    entity: "order",
    on: ["create", "update"],
    when: "discount > 0.3 AND ISNULL(note)",
    // biome-ignore lint/suspicious/noThenProperty: a member of the contract
    then: [{ error: { field: "note", message: "Say why" } }],
  },
  {
    kind: "rule",
    id: "gold_credit",
    entity: "customer",
    on: ["create", "update"],
    when: 'level = "gold" AND credit = 0',
    // biome-ignore lint/suspicious/noThenProperty: a member of the contract
    then: [{ set: { credit: "100" } }, { warn: { field: "credit", message: "Gold starts with 100" } }],
  },
  {
    kind: "rule",
    id: "placed_stays",
    entity: "order",
    on: ["delete"],
    when: 'status = "placed"',
    // biome-ignore lint/suspicious/noThenProperty: a member of the contract
    then: [{ error: { message: "Placed orders stay" } }],
  },
  {
    kind: "rule",
    id: "free_line",
    entity: "order_line",
    on: ["create", "update"],
    when: "price = 0",
    // biome-ignore lint/suspicious/noThenProperty: a member of the contract
    then: [{ require: ["note"] }],
  },
];
