import type { CheckContext, Scope, ScopeName } from "../types/scope.ts";
import type { Type } from "../types/type.ts";

/** The entity that all cases are written against; `record.json` is its record. */

const text: Type = { kind: "text" };
const integer: Type = { kind: "integer" };
const boolean: Type = { kind: "boolean" };
const date: Type = { kind: "date" };
const datetime: Type = { kind: "datetime" };
const user: Type = { kind: "reference", to: "system.user" };
const status: Type = { kind: "choice", options: ["draft", "submitted", "done"] };

function decimal(scale: number): Type {
  return { kind: "decimal", scale };
}

function scopeOf(entity: string | null, names: Readonly<Record<string, Type | ScopeName>>): Scope {
  const resolved = new Map(
    Object.entries(names).map(([name, type]) => [name, "type" in type ? type : { type }] as const),
  );
  return { entity, resolve: (name) => resolved.get(name), names: () => [...resolved.keys()] };
}

const userScope = scopeOf("system.user", { id: user, email: text });

const customerType: Type = { kind: "reference", to: "crm.customer" };
const customerScope = scopeOf("crm.customer", {
  id: customerType,
  name: text,
  tier: { kind: "choice", options: ["a", "b"] },
  limit: decimal(2),
  since: date,
  owner: { type: user, follow: () => userScope },
});

const partScope = scopeOf("orders.part", { size: integer });

const lineScope = scopeOf("orders.line", {
  qty: integer,
  price: decimal(2),
  amount: decimal(2),
  label: text,
  flag: boolean,
  on: date,
  product: { kind: "reference", to: "crm.product" },
  parts: { kind: "rows", entity: "orders.part", row: partScope },
});

const lines: Type = { kind: "rows", entity: "orders.line", row: lineScope };
const customer: ScopeName = { type: customerType, follow: () => customerScope };

export const caseScope: Scope = scopeOf("orders.order", {
  name: text,
  code: text,
  note: text,
  n: integer,
  m: integer,
  k: integer,
  x: decimal(2),
  y: decimal(4),
  w: decimal(12),
  none: decimal(2),
  active: boolean,
  vip: boolean,
  maybe: boolean,
  d: date,
  e: date,
  nodate: date,
  clock: { kind: "time" },
  at: datetime,
  until: datetime,
  never: datetime,
  status,
  stage: status,
  tags: { kind: "choices", options: ["red", "green", "blue"] },
  notags: { kind: "choices", options: ["red", "green", "blue"] },
  customer,
  nobody: customer,
  members: { type: { kind: "references", to: "system.user" }, follow: () => userScope },
  lines,
  empty: lines,
  age: { type: integer, live: true },
});

const crmSettings: ScopeName = { type: { kind: "json" }, follow: () => scopeOf(null, { days: integer }) };

/** Where the cases' expressions stand. */
export const caseContext: CheckContext = {
  scope: caseScope,
  treeOf: (entity) => (entity === "crm.customer" ? "parent" : undefined),
  roots: {
    old: { type: { kind: "reference", to: "orders.order" }, follow: () => caseScope },
    settings: { type: { kind: "json" }, follow: () => scopeOf(null, { crm: crmSettings }) },
  },
};
