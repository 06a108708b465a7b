import type { Document, JsonObject } from "@dougong/model";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodyOf, openShop, type Shop } from "./testing/open-shop.ts";
import { refused } from "./testing/refused.ts";

const documents: readonly Document[] = [
  {
    kind: "entity",
    id: "room",
    title: "name",
    fields: [
      { id: "name", type: "text", label: "Name" },
      { id: "code", type: "text" },
      { id: "open", type: "boolean", default: true },
    ],
    unique: [{ fields: ["code"], where: "open = true" }, { fields: ["name"] }],
  },
  {
    kind: "entity",
    id: "booking",
    fields: [
      { id: "room", type: "reference", to: "room", onDelete: "clear" },
      { id: "starts", type: "datetime", label: "Starts" },
      { id: "ends", type: "datetime", label: "Ends" },
      { id: "note", type: "text", max: 5 },
    ],
    exclude: [{ equal: ["room"], range: ["starts", "ends"] }],
  },
  {
    kind: "entity",
    id: "kit",
    fields: [{ id: "parts", type: "lines", entity: "part" }],
  },
  {
    kind: "entity",
    id: "part",
    ownedBy: "kit",
    fields: [
      { id: "serial", type: "text", label: "Serial" },
      { id: "from", type: "integer" },
      { id: "to", type: "integer" },
      { id: "double", type: "formula", formula: 'serial & "-" & serial' },
    ],
    unique: [{ fields: ["double"] }],
    exclude: [{ equal: [], range: ["from", "to"] }],
  },
  {
    kind: "entity",
    id: "unit",
    fields: [
      { id: "name", type: "text" },
      { id: "parent", type: "reference", to: "unit", label: "Parent", onDelete: "cascade" },
    ],
    tree: "parent",
  },
  {
    kind: "entity",
    id: "entry",
    label: "Entry",
    fields: [
      { id: "amount", type: "integer" },
      { id: "room", type: "reference", to: "room", onDelete: "clear" },
      { id: "seen", type: "boolean" },
      { id: "twice", type: "formula", formula: "amount * 2" },
    ],
    appendOnly: ["seen"],
    sensitive: ["amount"],
  },
  {
    kind: "entity",
    id: "stock",
    label: "Stock",
    fields: [{ id: "on_hand", type: "integer" }],
    write: "flows",
  },
  {
    kind: "rule",
    id: "named_stay",
    entity: "unit",
    on: ["delete"],
    when: 'name = "stay"',
    then: [{ error: { message: "It stays" } }],
  },
];

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ design: { name: "limits", documents } });
});
afterAll(() => shop.close());

const create = (entity: string, input: JsonObject) =>
  shop.records.create(shop.context, `shop.${entity}`, input);
const update = (entity: string, id: string, patch: JsonObject) =>
  shop.records.update(shop.context, `shop.${entity}`, id, "*", patch);
const remove = (entity: string, id: string) => shop.records.remove(shop.context, `shop.${entity}`, id, "*");
const restore = (entity: string, id: string) => shop.records.restore(shop.context, `shop.${entity}`, id);
const at = (hour: number) => `2026-02-01T${String(hour).padStart(2, "0")}:00:00.000Z`;
let names = 0;
const room = async (more: JsonObject = {}) => {
  names += 1;
  return (await create("room", { name: `R${names}`, ...more })).id;
};
const book = (of: string | null, from: number | null, to: number | null, more: JsonObject = {}) =>
  create("booking", { room: of, starts: from && at(from), ends: to && at(to), ...more });

describe("exclude", () => {
  it("forbids what overlaps, and lets meet what only touches", async () => {
    const id = await room();
    await book(id, 9, 11);
    await book(id, 11, 12);
    await book(await room(), 9, 11);
    const clash = await refused(book(id, 10, 13));
    expect([clash.code, clash.items]).toEqual(["validation_failed", ["overlap /starts"]]);
    const other = await book(id, 14, 15);
    expect((await refused(update("booking", other.id, { starts: at(11) }))).items).toEqual([
      "overlap /starts",
    ]);
  });

  it("takes a missing end for ever, a missing start for always, and leaves out what has neither or no room", async () => {
    const id = await room();
    await book(id, 10, null);
    expect((await refused(book(id, 20, 21))).items).toEqual(["overlap /starts"]);
    await book(id, null, 10);
    expect((await refused(book(id, 1, 2))).items).toEqual(["overlap /starts"]);
    for (let count = 0; count < 2; count += 1) {
      await book(id, null, null);
      await book(null, 9, 10);
    }
  });

  it("has no range that ends before it starts", async () => {
    const turned = await refused(book(await room(), 12, 9));
    expect(turned.items).toEqual(["out_of_range /ends"]);
    expect(turned.error.problems[0]?.expected).toEqual({ min: at(12) });
    await book(await room(), 12, 12);
  });

  it("does not count what is in the trash, until it comes back", async () => {
    const id = await room();
    const first = await book(id, 9, 10);
    await remove("booking", first.id);
    const second = await book(id, 9, 10);
    expect((await refused(restore("booking", first.id))).items).toEqual(["overlap /starts"]);
    await remove("booking", second.id);
    await restore("booking", first.id);
  });

  it("is told with all else that is wrong, at each row of an import", async () => {
    const id = await room();
    await book(id, 9, 10);
    expect((await refused(book(id, 9, 10, { note: "too long" }))).items).toEqual([
      "too_long /note",
      "overlap /starts",
    ]);
    const rows = [
      { room: id, starts: at(9), ends: at(11) },
      { room: id, starts: at(12), ends: at(14) },
      { room: id, starts: at(13), ends: at(15) },
    ];
    expect((await refused(shop.records.createMany(shop.context, "shop.booking", rows))).items).toEqual([
      "overlap /rows/0/starts",
      "overlap /rows/2/starts",
    ]);
  });

  it("lets one of fifty at the same time have it", async () => {
    const id = await room();
    const asked = await Promise.allSettled(Array.from({ length: 50 }, () => book(id, 9, 10)));
    expect(asked.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const codes = asked.flatMap((one) => (one.status === "rejected" ? [String(one.reason.message)] : []));
    expect(new Set(codes)).toEqual(new Set(["validation_failed: overlap /starts"]));
  });
});

describe("unique", () => {
  it("counts only where its condition holds, and tells all at once", async () => {
    await room({ code: "A", open: false });
    const first = await room({ code: "A" });
    await room({ code: "A", open: false });
    const name = bodyOf(await update("room", first, {})).name ?? null;
    expect((await refused(create("room", { code: "A", name }))).items.toSorted()).toEqual([
      "not_unique /code",
      "not_unique /name",
    ]);
    expect((await refused(create("room", { code: "A", name: 5 }))).items.toSorted()).toEqual([
      "not_unique /code",
      "type_mismatch /name",
    ]);
  });

  it("holds over rows and what is worked out in them, but not with rows whose owner is in the trash", async () => {
    const kit = await create("kit", { parts: [{ serial: "a", from: 1, to: 5 }] });
    const twice = create("kit", { parts: [{ serial: "b" }, { serial: "a", from: 4, to: 6 }] });
    expect((await refused(twice)).items.toSorted()).toEqual([
      "not_unique /parts/1/double",
      "overlap /parts/1/from",
    ]);
    await remove("kit", kit.id);
    await create("kit", { parts: [{ serial: "a", from: 4, to: 6 }] });
    expect((await refused(restore("kit", kit.id))).items.length).toBeGreaterThan(0);
  });

  it("lets one of twenty at the same time have it", async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 20 }, () => create("room", { name: "same" })),
    );
    expect(asked.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const codes = asked.flatMap((one) => (one.status === "rejected" ? [String(one.reason.message)] : []));
    expect(new Set(codes)).toEqual(new Set(["validation_failed: not_unique /name"]));
  });
});

describe("a tree", () => {
  it("has nothing below itself", async () => {
    const top = (await create("unit", { name: "a" })).id;
    const middle = (await create("unit", { name: "b", parent: top })).id;
    const leaf = (await create("unit", { name: "c", parent: middle })).id;
    expect((await refused(update("unit", top, { parent: leaf }))).items).toEqual(["cycle /parent"]);
    expect((await refused(update("unit", top, { parent: top }))).items).toEqual(["cycle /parent"]);
    await update("unit", leaf, { parent: top });
  });

  it("is one however its branches are moved at the same time", async () => {
    for (let round = 0; round < 5; round += 1) {
      const [a = "", b = ""] = await Promise.all(
        ["a", "b"].map(async (name) => (await create("unit", { name })).id),
      );
      const moved = await Promise.allSettled([
        update("unit", a, { parent: b }),
        update("unit", b, { parent: a }),
      ]);
      expect(moved.filter((one) => one.status === "fulfilled")).toHaveLength(1);
      const [reason] = moved.flatMap((one) =>
        one.status === "rejected" ? [String(one.reason.message)] : [],
      );
      expect(reason).toBe("validation_failed: cycle /parent");
    }
  });
});

describe("what is only added", () => {
  it("keeps what it says, but for the fields that may change", async () => {
    const { id } = await create("entry", { amount: 1, room: await room() });
    expect((await refused(update("entry", id, { amount: 2, room: null }))).items).toEqual([
      "read_only_field /amount",
      "read_only_field /room",
    ]);
    expect(bodyOf(await update("entry", id, { amount: 1, seen: true }))).toMatchObject({
      seen: true,
      twice: 2,
    });
    expect((await refused(remove("entry", id))).items).toEqual(["read_only_field "]);
  });

  it("keeps what it points to from being deleted", async () => {
    const used = await room();
    await create("entry", { amount: 1, room: used });
    const answer = await refused(remove("room", used));
    expect([answer.code, answer.error.problems[0]?.params]).toEqual(["in_use", { count: 1, other: "Entry" }]);
    const free = await room();
    const booking = (await book(free, 1, 2)).id;
    await remove("room", free);
    expect(bodyOf(await update("booking", booking, {})).room).toBeNull();
  });
});

describe("what flows write", () => {
  it("is closed to everybody else, to imports and the platform itself", async () => {
    const none = "read_only_field ";
    expect((await refused(create("stock", { on_hand: 1 }))).items).toEqual([none]);
    expect((await refused(shop.records.create(shop.system, "shop.stock", {}))).items).toEqual([none]);
    expect((await refused(shop.records.createMany(shop.context, "shop.stock", [{}]))).items).toEqual([
      "read_only_field /rows/0",
    ]);
  });
});

describe("what a deletion takes along", () => {
  it("is asked whether it may go", async () => {
    const top = (await create("unit", { name: "top" })).id;
    await create("unit", { name: "stay", parent: top });
    const answer = await refused(remove("unit", top));
    expect([answer.code, answer.items, answer.error.problems[0]?.message]).toEqual([
      "validation_failed",
      ["rule_failed "],
      "It stays",
    ]);
  });
});
