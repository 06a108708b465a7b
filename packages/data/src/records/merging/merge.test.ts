import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodyOf, openShop, type Shop } from "../testing/open-shop.ts";
import { refused } from "../testing/refused.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const customer = async (data: Parameters<Shop["records"]["create"]>[2]) =>
  (await shop.records.create(shop.context, "shop.customer", data)).id;
const stored = async (table: string, id: string) =>
  (await shop.rows(`select * from ws_main."shop__${table}" where id = $1`, [id]))[0] ?? {};

describe("merging records", () => {
  it("points everything to the survivor, takes values over, moves comments and says so in the history", async () => {
    const keeps = await customer({ name: "Keeps", credit: "1" });
    const goes = await customer({ name: "Goes", email: "goes@example.com", credit: "5", parent: keeps });
    const also = await customer({ name: "Also" });
    const child = await customer({ name: "Child", parent: goes });
    await shop.records.update(shop.context, "shop.customer", keeps, "*", { parent: also });
    const order = (await shop.records.create(shop.context, "shop.order", { customer: goes })).id;
    const trashed = (await shop.records.create(shop.context, "shop.order", { customer: also })).id;
    await shop.records.remove(shop.context, "shop.order", trashed, "*");
    await shop.records.comment(shop.context, "shop.customer", goes, "hello");

    const result = await shop.records.merge(shop.context, "shop.customer", keeps, "*", {
      from: [goes, also],
      fields: { email: goes, credit: goes, name: "Both" },
    });
    expect(bodyOf(result)).toMatchObject({
      id: keeps,
      name: "Both",
      email: "goes@example.com",
      credit: "5.00",
      parent: null,
    });
    expect((await stored("order", order)).customer).toBe(keeps);
    expect((await stored("customer", child)).parent).toBe(keeps);
    expect((await stored("customer", goes))._deleted_at).not.toBeNull();
    expect(await shop.rows("select record from ws_main._comment")).toEqual([{ record: keeps }]);
    const [entry] = await shop.rows(
      "select op, changes::text from ws_main._change where record = $1 order by version desc limit 1",
      [goes],
    );
    expect([entry?.op, JSON.parse(String(entry?.changes))]).toEqual([
      "delete",
      [{ path: "/$merged_into", from: null, to: keeps }],
    ]);
    const [moved] = await shop.rows(
      "select version, changes::text from ws_main._change where record = $1 order by version desc limit 1",
      [order],
    );
    expect([moved?.version, JSON.parse(String(moved?.changes))]).toEqual([
      2,
      [{ path: "/customer", from: goes, to: keeps }],
    ]);
    const back = await shop.records.restore(shop.context, "shop.order", trashed);
    expect(bodyOf(back).customer).toBe(keeps);
  });

  it("refuses what cannot be merged, and leaves nothing of it", async () => {
    const keeps = await customer({ name: "K" });
    const goes = await customer({ name: "G" });
    const merge = (from: readonly string[], fields = {}, ifMatch: number | "*" = "*") =>
      shop.records.merge(shop.context, "shop.customer", keeps, ifMatch, { from, fields });
    const missing = "019b8a00-0000-7000-8000-00000000dead";
    expect((await refused(merge([keeps, goes, goes, "x"]))).items).toEqual([
      "not_unique /from/0",
      "not_unique /from/2",
      "reference_not_found /from/3",
    ]);
    expect((await refused(merge([goes, missing]))).items).toEqual(["reference_not_found /from/1"]);
    expect((await refused(merge([]))).items).toEqual(["required /from"]);
    expect((await refused(merge([goes], { nme: goes, name: null }))).items).toEqual([
      "unknown_field /fields/nme",
    ]);
    expect((await refused(merge([goes], { name: null }))).items).toEqual(["required /fields/name"]);
    expect((await refused(merge([goes], {}, 7))).code).toBe("version_conflict");
    expect(await stored("customer", goes)).toMatchObject({ _deleted_at: null, version: 1 });
    const dry = await shop.records.merge({ ...shop.context, dryRun: true }, "shop.customer", keeps, 1, {
      from: [goes],
    });
    expect(dry.status).toBe(200);
    expect(await stored("customer", goes)).toMatchObject({ _deleted_at: null, version: 1 });
  });

  it("loses no reference that is made at the same time", async () => {
    const keeps = await customer({ name: "K2" });
    const goes = await customer({ name: "G2" });
    const [merged, ...orders] = await Promise.allSettled([
      shop.records.merge(shop.context, "shop.customer", keeps, "*", { from: [goes] }),
      ...Array.from({ length: 6 }, () => shop.records.create(shop.context, "shop.order", { customer: goes })),
    ]);
    expect(merged?.status).toBe("fulfilled");
    const left = await shop.rows(`select 1 from ws_main."shop__order" where customer = $1`, [goes]);
    expect(left).toEqual([]);
    const made = orders.filter((one) => one.status === "fulfilled").length;
    expect(await shop.rows(`select 1 from ws_main."shop__order" where customer = $1`, [keeps])).toHaveLength(
      made,
    );
  });
});

describe("the change log", () => {
  it("is never rewritten, but for its numbering", async () => {
    await customer({ name: "Logged" });
    await expect(shop.rows("update ws_main._change set changes = '[]'")).rejects.toThrow("append-only");
    await expect(shop.rows("delete from ws_main._change")).rejects.toThrow("append-only");
    await shop.rows("update ws_main._change set seq = -pos where seq is null");
  });
});
