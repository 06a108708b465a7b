import type { Portal } from "../../src/e2e/start-portal.ts";

const cities = ["苏州", "宁波", "东莞", "无锡", "佛山", "常州", "重庆", "青岛"];
const trades = ["精工机械", "电子科技", "汽车部件", "自动化设备"];
const months = ["10", "11"];

/** The example with as many customers and orders as a list needs to look like one; the same each time. */
export async function fillWorkspace({ api }: Portal): Promise<void> {
  await api("POST", "/apps/import", { example: "crm", seed: true });
  const products = idsOf(await api("GET", "/records/crm.product?select=id&sort=code"));
  const customers: string[] = [];
  for (let index = 0; index < 32; index += 1) {
    const name = `${cities[index % 8]}${["恒", "瑞", "华", "信"][Math.floor(index / 8)]}达${trades[index % 4]}有限公司`;
    const made = await api("POST", "/records/crm.customer", {
      name,
      level: ["a", "b", "c"][index % 3],
      phone: `0512-6288${1000 + index * 37}`,
      credit_limit: `${(index % 7) * 50_000 + 50_000}.00`,
      payment_days: [30, 45, 60][index % 3],
      since: `202${index % 6}-0${(index % 9) + 1}-1${index % 10}`,
    });
    customers.push(idOf(made));
  }
  for (let index = 0; index < 40; index += 1) {
    const day = String((index % 28) + 1).padStart(2, "0");
    await api("POST", "/records/crm.order", {
      customer: customers[(index * 5) % customers.length],
      status: ["draft", "confirmed", "shipped", "done"][index % 4],
      ordered_on: `2026-${months[index % 2]}-${day}`,
      due_on: `2026-12-${day}`,
      discount: index % 5 === 0 ? "0.05" : "0",
      lines: products.slice(0, (index % 5) + 2).map((product, place) => ({
        product,
        qty: String(12 * (index + 1) + place * 30),
        price: (14.8 + place * 21.35).toFixed(2),
        discount: place % 2 === 0 ? "0.08" : "0",
      })),
    });
  }
}

/** `id` of a record that the API answered. */
export function idOf(answer: unknown): string {
  const id = typeof answer === "object" && answer !== null && "id" in answer ? answer.id : undefined;
  if (typeof id !== "string") throw new Error("The answer has no id");
  return id;
}

/** Ids of the records of a list that the API answered. */
export function idsOf(answer: unknown): readonly string[] {
  const data = typeof answer === "object" && answer !== null && "data" in answer ? answer.data : [];
  return Array.isArray(data) ? data.map(idOf) : [];
}
