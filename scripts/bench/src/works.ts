import { randomUUID } from "node:crypto";
import type { Environment } from "./environment.ts";
import type { Call } from "./load.ts";

/** The same piece of work as both sides are asked for it. */
export interface Work {
  readonly name: string;
  readonly platform: (index: number) => Call;
  readonly floor: (index: number) => Call;
}

type Ids = Pick<Environment, "customers" | "products">;

const pick = (list: readonly string[], index: number) => list[(index * 7919) % list.length] ?? "";
const json = JSON.stringify;

function customer(index: number): Readonly<Record<string, string | number>> {
  return {
    name: `客户 ${index} ${randomUUID().slice(0, 8)}`,
    level: "abcd"[index % 4] ?? "a",
    status: index % 3 === 0 ? "potential" : "active",
    phone: `+86138${String(index).padStart(8, "0")}`,
    credit_limit: `${index % 1000}.50`,
    payment_days: index % 90,
  };
}

function lines(ids: Ids, index: number) {
  return [0, 1, 2, 3, 4].map((place) => ({
    product: pick(ids.products, index + place),
    qty: "3.0000",
    price: "12.5000",
  }));
}

/** The list of tasks that has its index: what a list costs when the table grows. */
export function indexedList({ platform }: Environment): Work {
  const filter = encodeURIComponent('status = "open"');
  return {
    name: "indexed list of 50",
    platform: () => read(`bench.task?filter=${filter}&sort=due&limit=50`, platform.headers),
    floor: () => ({ method: "GET", path: "/tasks", status: 200 }),
  };
}

function read(path: string, headers: Readonly<Record<string, string>>): Call {
  return { method: "GET", path: `/api/v1/records/${path}`, headers, status: 200 };
}

function reads({ platform, ...ids }: Environment): readonly Work[] {
  const filter = encodeURIComponent('status = "active"');
  return [
    {
      name: "get",
      platform: (index) => read(`crm.customer/${pick(ids.customers, index)}`, platform.headers),
      floor: (index) => ({ method: "GET", path: `/customers/${pick(ids.customers, index)}`, status: 200 }),
    },
    {
      name: "list of 50",
      platform: () => read(`crm.customer?filter=${filter}&sort=name&limit=50`, platform.headers),
      floor: () => ({ method: "GET", path: "/customers", status: 200 }),
    },
  ];
}

function creates({ platform, ...ids }: Environment): readonly Work[] {
  const create = (entity: string, data: unknown): Call => ({
    method: "POST",
    path: `/api/v1/records/${entity}`,
    headers: platform.headers,
    body: json(data),
    status: 201,
  });
  const bare = (path: string, data: object): Call => ({
    method: "POST",
    path,
    body: json({ id: randomUUID(), ...data }),
    status: 201,
  });
  const receipt = (index: number) => ({ payer: `客户 ${index}`, amount: `${index % 1000}.50` });
  return [
    {
      name: "create",
      platform: (index) => create("crm.customer", customer(index)),
      floor: (index) => bare("/customers", customer(index)),
    },
    {
      name: "create with 5 lines",
      platform: (index) =>
        create("crm.order", { customer: pick(ids.customers, index), lines: lines(ids, index) }),
      floor: (index) =>
        bare("/orders", {
          customer: pick(ids.customers, index),
          lines: lines(ids, index).map((row) => ({ ...row, id: randomUUID(), amount: "37.50" })),
        }),
    },
    {
      name: "gapless create",
      platform: (index) => create("bench.receipt", receipt(index)),
      floor: (index) => bare("/receipts", receipt(index)),
    },
  ];
}

/** Everything that is measured at each number of clients. */
export function allWorks(environment: Environment): readonly Work[] {
  return [...reads(environment), ...creates(environment)];
}
