import type { Document } from "@dougong/model";

const money = { type: "money", precision: 18, scale: 2 } as const;

/** A company's books: values that depend on each other over four levels, and stock found by product and place. */
export const booksDocuments: readonly Document[] = [
  {
    kind: "entity",
    id: "region",
    title: "name",
    fields: [
      { id: "name", type: "text", required: true },
      { id: "rate", type: "decimal", precision: 5, scale: 4, default: "0.1" },
      { id: "revenue", type: "rollup", from: "customer", by: "region", formula: "SUM(revenue)" },
      { id: "customers", type: "rollup", from: "customer", by: "region", formula: "COUNT()" },
    ],
  },
  {
    kind: "entity",
    id: "customer",
    title: "name",
    fields: [
      { id: "name", type: "text", required: true },
      { id: "tier", type: "choice", options: ["basic", "gold"], default: "basic" },
      { id: "region", type: "reference", to: "region", onDelete: "clear" },
      { id: "region_name", type: "lookup", via: "region", field: "name" },
      { id: "revenue", type: "rollup", from: "order", by: "customer", formula: "SUM(total)" },
      {
        id: "placed",
        type: "rollup",
        from: "order",
        by: "customer",
        where: 'status = "placed"',
        formula: "COUNT()",
      },
      { id: "largest", type: "rollup", from: "order", by: "customer", formula: "MAX(total)" },
      { id: "mean", type: "rollup", from: "order", by: "customer", formula: "AVG(total)", result: money },
      { id: "share", type: "formula", formula: "ROUND(revenue / 3, 2)" },
      { id: "overdue", type: "rollup", from: "order", by: "customer", formula: "SUM(total, due < $today)" },
    ],
  },
  {
    kind: "entity",
    id: "product",
    title: "name",
    fields: [
      { id: "name", type: "text", required: true },
      { id: "price", type: "money", default: "1" },
      { id: "sold", type: "rollup", from: "order_line", by: "product", formula: "SUM(qty)" },
    ],
  },
  {
    kind: "entity",
    id: "order",
    title: "note",
    fields: [
      { id: "customer", type: "reference", to: "customer", required: true },
      { id: "status", type: "choice", options: ["draft", "placed"], default: "draft" },
      { id: "due", type: "date" },
      { id: "note", type: "text" },
      { id: "discount", type: "decimal", precision: 5, scale: 4, default: "0" },
      { id: "lines", type: "lines", entity: "order_line" },
      { id: "tier", type: "lookup", via: "customer", field: "tier" },
      { id: "area", type: "lookup", via: "customer", field: "region_name" },
      { id: "rate", type: "formula", formula: "customer.region.rate" },
      {
        id: "total",
        type: "formula",
        result: money,
        formula: "ROUND(SUM(lines.amount) * (1 - discount), 2)",
      },
      { id: "tax", type: "formula", result: money, formula: "ROUND(total * rate, 2)" },
      { id: "paid", type: "rollup", from: "payment", by: "order", formula: 'SUM(amount, state = "cleared")' },
      { id: "late", type: "formula", formula: "due < $today" },
    ],
    invariants: [{ id: "not_overpaid", check: "paid <= total", message: "More was paid than is owed" }],
  },
  {
    kind: "entity",
    id: "order_line",
    ownedBy: "order",
    fields: [
      { id: "product", type: "reference", to: "product", required: true },
      { id: "qty", type: "integer", min: 0, required: true },
      { id: "price", type: "lookup", via: "product", field: "price" },
      { id: "amount", type: "formula", result: money, formula: "qty * price" },
      {
        id: "share",
        type: "formula",
        result: money,
        formula: "AT(ALLOCATE($parent.lines, amount, $parent.total, 2), $index)",
      },
      { id: "net", type: "formula", result: money, formula: "ROUND(amount * (1 - $parent.discount), 2)" },
    ],
  },
  {
    kind: "entity",
    id: "payment",
    title: "note",
    fields: [
      { id: "order", type: "reference", to: "order", required: true },
      { id: "amount", type: "money", min: "0.01", required: true },
      { id: "state", type: "choice", options: ["pending", "cleared"], default: "cleared" },
      { id: "note", type: "text" },
    ],
  },
  {
    kind: "entity",
    id: "stock",
    title: "product",
    fields: [
      { id: "product", type: "reference", to: "product", required: true },
      { id: "place", type: "text", required: true },
      {
        id: "on_hand",
        type: "rollup",
        from: "move_line",
        by: { product: "product", place: "$parent.place" },
        formula: "SUM(qty)",
      },
    ],
    unique: [{ fields: ["product", "place"] }],
    invariants: [{ id: "not_negative", check: "on_hand >= 0", message: "Not enough in stock" }],
  },
  {
    kind: "entity",
    id: "move",
    title: "place",
    fields: [
      { id: "place", type: "text", required: true },
      { id: "lines", type: "lines", entity: "move_line" },
    ],
  },
  {
    kind: "entity",
    id: "move_line",
    ownedBy: "move",
    fields: [
      { id: "product", type: "reference", to: "product", required: true },
      { id: "qty", type: "integer", required: true },
    ],
  },
];
