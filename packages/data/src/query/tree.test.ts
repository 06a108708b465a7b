import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop, type Shop } from "./fixture/shop.ts";

let shop: Shop;
let units: readonly string[];

beforeAll(async () => {
  shop = await openShop();
  const [top = ""] = await shop.insert("system.unit", [{ name: "Group" }]);
  const [east = ""] = await shop.insert("system.unit", [{ name: "East", parent: top }]);
  const [shanghai = ""] = await shop.insert("system.unit", [{ name: "Shanghai", parent: east }]);
  const [west = ""] = await shop.insert("system.unit", [{ name: "West", parent: top }]);
  units = [top, east, shanghai, west];
  await shop.insert("system.user", [
    { email: "a@example.com", name: "A", unit: shanghai, active: true },
    { email: "b@example.com", name: "B", unit: west, active: true },
    { email: "c@example.com", name: "C", active: true },
  ]);
});

afterAll(() => shop.close());

async function under(index: number): Promise<readonly unknown[]> {
  const { data } = await shop.list({
    from: "system.user",
    select: ["name"],
    where: `UNDER(unit, "${units[index]}")`,
    sort: ["name"],
  });
  return data.map((user) => user.name);
}

test("a filter finds all below a place in a tree, itself included", async () => {
  expect(await under(0)).toEqual(["A", "B"]);
  expect(await under(1)).toEqual(["A"]);
  expect(await under(2)).toEqual(["A"]);
  expect(await under(3)).toEqual(["B"]);
});
