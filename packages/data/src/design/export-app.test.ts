import type { JsonObject } from "@dougong/model";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenDesign, openDesign } from "./testing/open-design.ts";
import { refusal } from "./testing/refusal.ts";
import { changed, customer, order, orderLine, seed, shopBundle } from "./testing/shop-bundle.ts";

const write = { dryRun: false, seed: true };
let here: OpenDesign;
let other: OpenDesign;

beforeAll(async () => {
  [here, other] = await Promise.all([openDesign(), openDesign()]);
  await here.design.importApp(here.context, shopBundle({ seed }), write);
});
afterAll(async () => {
  await Promise.all([here.close(), other.close()]);
});

const text = async (of: OpenDesign, options: { readonly revision?: number; readonly seed: boolean }) =>
  JSON.stringify(await of.design.exportApp(of.context, "shop", options));

test("the export of an import of an export is the same to the byte, elsewhere, too", async () => {
  const first = await text(here, { seed: true });
  await other.design.importApp(other.context, JSON.parse(first) as JsonObject, write);
  expect(await text(other, { seed: true })).toBe(first);
});

test("expressions are stored as JSON whichever way they came, and the order of members does not matter", async () => {
  const invariant = {
    message: "Due before it was ordered",
    id: "due_later",
    check: { or: [{ isnull: [{ var: "due_on" }] }, { ">=": [{ var: "due_on" }, { var: "ordered_on" }] }] },
  };
  const again = await here.design.importApp(
    here.context,
    shopBundle({ documents: [orderLine, changed(order, { invariants: [invariant] }), customer], seed }),
    write,
  );
  expect(again).toMatchObject({ revision: 1, plan: { changes: [] } });
  const stored = await here.design.documents("shop", { kind: "entity" });
  expect(stored.find((document) => document.id === "order")).toMatchObject({
    invariants: [invariant],
    title: "number",
  });
});

test("an earlier revision is exported as it was; documents tell the revision that last changed them", async () => {
  const first = await text(here, { seed: false });
  await here.design.importApp(
    here.context,
    shopBundle({ documents: [changed(customer, { label: "Client" }), order, orderLine], seed }),
    write,
  );
  expect(await text(here, { revision: 1, seed: false })).toBe(first);
  expect(await text(here, { seed: false })).not.toBe(first);
  const documents = await here.design.documents("shop", {});
  expect(Object.fromEntries(documents.map((document) => [document.id, document.revision]))).toEqual({
    shop: 1,
    customer: 2,
    order: 1,
    order_line: 1,
  });
  const earlier = await here.design.documents("shop", { revision: 1 });
  expect(earlier.map((document) => document.revision)).toEqual([1, 1, 1, 1]);
});

test("an app or revision that is not there is not found", async () => {
  expect((await refusal(here.design.exportApp(here.context, "nope", { seed: false }))).code).toBe(
    "not_found",
  );
  expect((await refusal(here.design.documents("shop", { revision: 9 }))).code).toBe("not_found");
});
