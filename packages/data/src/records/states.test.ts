import type { Document, JsonObject } from "@dougong/model";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodyOf, openShop, type Shop } from "./testing/open-shop.ts";
import { refused } from "./testing/refused.ts";

const documents: readonly Document[] = [
  {
    kind: "entity",
    id: "ticket",
    fields: [
      {
        id: "status",
        type: "choice",
        label: "Status",
        options: [{ id: "draft", label: "Draft" }, "sent", "done", "void"],
        default: "draft",
      },
      { id: "total", type: "integer" },
      { id: "steps", type: "lines", entity: "step" },
    ],
    actions: [{ id: "finish", label: "Finish", when: 'status = "sent"', set: { status: "done" } }],
    states: {
      field: "status",
      moves: {
        draft: [{ to: "sent", when: "total > 0" }, "void"],
        sent: ["draft", { to: "done", by: ["action:finish"] }],
      },
    },
  },
  {
    kind: "entity",
    id: "step",
    ownedBy: "ticket",
    fields: [{ id: "stage", type: "choice", options: ["open", "shut"], default: "open" }],
    states: { field: "stage", initial: ["open", "shut"], moves: { open: ["shut"] } },
  },
  {
    kind: "rule",
    id: "free_is_void",
    entity: "ticket",
    on: ["update"],
    when: "total = 666",
    then: [{ set: { status: "done" } }],
  },
];

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ design: { name: "states", documents } });
});
afterAll(() => shop.close());

const create = (input: JsonObject) => shop.records.create(shop.context, "shop.ticket", input);
const patch = (id: string, body: JsonObject) =>
  shop.records.update(shop.context, "shop.ticket", id, "*", body);

describe("a new record", () => {
  it("begins with its default, whether it is sent or not", async () => {
    expect(bodyOf(await create({})).status).toBe("draft");
    expect(bodyOf(await create({ status: "draft" })).status).toBe("draft");
  });

  it("begins in no other state, nor without one", async () => {
    const other = await refused(create({ status: "sent", total: 1 }));
    expect(other.items).toEqual(["bad_move /status"]);
    expect(other.error.problems[0]).toMatchObject({ variant: "initial", expected: ["draft"], got: "sent" });
    expect((await refused(create({ status: null }))).items).toEqual(["bad_move /status"]);
  });

  it("may begin where `initial` says", async () => {
    const made = bodyOf(await create({ steps: [{ stage: "shut" }, {}] }));
    expect((made.steps as readonly JsonObject[]).map((row) => row.stage)).toEqual(["shut", "open"]);
  });

  it("of an import is refused at its row", async () => {
    const rows = [{}, { status: "done" }, { status: "lost" }];
    expect((await refused(shop.records.createMany(shop.context, "shop.ticket", rows))).items).toEqual([
      "bad_move /rows/1/status",
      "reference_not_found /rows/2/status",
    ]);
  });
});

describe("a record", () => {
  it("goes only where its states let it, and says where that is", async () => {
    const { id } = await create({ total: 1 });
    const far = await refused(patch(id, { status: "done" }));
    expect(far.items).toEqual(["bad_move /status"]);
    expect(far.error.problems[0]).toMatchObject({
      params: { label: "Status", from: "Draft", to: "done", allowed: "sent, void" },
      expected: ["sent", "void"],
    });
    expect(bodyOf(await patch(id, { status: "sent" })).status).toBe("sent");
    expect((await refused(patch(id, { status: null }))).items).toEqual(["bad_move /status"]);
  });

  it("waits for the condition of a move, over what it will be", async () => {
    const { id } = await create({});
    const early = await refused(patch(id, { status: "sent" }));
    expect(early.error.problems[0]).toMatchObject({ code: "bad_move", expected: ["void"] });
    expect(bodyOf(await patch(id, { status: "sent", total: 2 }))).toMatchObject({ status: "sent", total: 2 });
  });

  it("does not make a move with `by` on anybody's word, nor on a rule's", async () => {
    const { id } = await create({ total: 1 });
    await patch(id, { status: "sent" });
    const plain = await refused(patch(id, { status: "done" }));
    expect(plain.error.problems[0]).toMatchObject({ code: "bad_move", expected: ["draft"] });
    const asPlatform = shop.records.update(shop.system, "shop.ticket", id, "*", { status: "done" });
    expect((await refused(asPlatform)).items).toEqual(["bad_move /status"]);
    expect((await refused(patch(id, { total: 666 }))).items).toEqual(["bad_move /status"]);
  });

  it("keeps its state when it is sent as it stands, and when it comes back from the trash", async () => {
    const { id } = await create({ total: 1 });
    await patch(id, { status: "sent" });
    expect(bodyOf(await patch(id, { status: "sent", total: 5 })).total).toBe(5);
    await shop.records.remove(shop.context, "shop.ticket", id, "*");
    expect(bodyOf(await shop.records.restore(shop.context, "shop.ticket", id)).status).toBe("sent");
  });

  it("holds its rows to their own states", async () => {
    const made = await create({ steps: [{}, { stage: "shut" }] });
    const [open, shut] = bodyOf(made).steps as readonly JsonObject[];
    await patch(made.id, { steps: { upsert: [{ id: open?.id ?? null, stage: "shut" }] } });
    const back = patch(made.id, { steps: { upsert: [{ id: shut?.id ?? null, stage: "open" }] } });
    expect((await refused(back)).items).toEqual(["bad_move /steps/upsert/0/stage"]);
  });

  it("moves once, however many ask for it at the same time", async () => {
    const { id } = await create({ total: 1 });
    await patch(id, { status: "sent" });
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => patch(id, { status: "draft" })));
    // Who comes later finds it there already: staying is no move.
    expect(asked.every((one) => one.status === "fulfilled")).toBe(true);
    expect(await shop.rows("select version from ws_main.shop__ticket where id = $1", [id])).toEqual([
      { version: 3 },
    ]);
  });
});
