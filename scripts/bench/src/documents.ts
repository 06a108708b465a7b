/** An app of the bench's own: numbers without holes, and a table with the index that its list needs. */
export const benchApp = {
  app: { kind: "app", id: "bench", label: "Bench", version: "1.0.0", language: "en" },
  documents: [
    {
      kind: "entity",
      id: "receipt",
      title: "number",
      fields: [
        { id: "number", type: "sequence", format: "R-{seq:6}", gapless: true },
        { id: "payer", type: "text", required: true },
        { id: "amount", type: "money", precision: 18, scale: 2 },
      ],
    },
    {
      kind: "entity",
      id: "task",
      title: "code",
      fields: [
        { id: "code", type: "text", required: true },
        { id: "status", type: "choice", options: ["open", "done"] },
        { id: "due", type: "date" },
        { id: "amount", type: "money", precision: 18, scale: 2 },
      ],
      indexes: [{ fields: ["status", "due"] }],
    },
  ],
};

/** Tables that the floor has a copy of, and the foreign keys between them. */
export const floorTables = [
  "crm__customer",
  "crm__product",
  "crm__order",
  "crm__order_line",
  "bench__receipt",
  "bench__task",
];
export const floorKeys = [
  ["crm__order", "customer", "crm__customer"],
  ["crm__order_line", "_parent", "crm__order"],
  ["crm__order_line", "product", "crm__product"],
];
