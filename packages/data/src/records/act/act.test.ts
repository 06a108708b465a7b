import type { Document, JsonObject } from "@dougong/model";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ActionRequest } from "../record-service.ts";
import { bodyOf, openShop, type Shop } from "../testing/open-shop.ts";
import { refused } from "../testing/refused.ts";

const documents: readonly Document[] = [
  {
    kind: "entity",
    id: "carrier",
    title: "name",
    fields: [{ id: "name", type: "text" }],
  },
  {
    kind: "entity",
    id: "order",
    label: "Order",
    fields: [
      { id: "number", type: "sequence", format: "S{seq:3}", gapless: true, assignWhen: 'status = "shipped"' },
      { id: "status", type: "choice", options: ["draft", "approved", "shipped"], default: "draft" },
      { id: "carrier", type: "reference", to: "carrier" },
      { id: "note", type: "text", max: 5 },
      { id: "left", type: "integer", default: 3, min: 0 },
      { id: "code", type: "text", readOnly: true },
    ],
    states: {
      field: "status",
      moves: { draft: ["approved"], approved: [{ to: "shipped", by: ["action:ship"] }] },
    },
    actions: [
      {
        id: "ship",
        label: "Ship",
        when: 'status = "approved"',
        input: [
          { id: "carrier", type: "reference", to: "carrier", label: "Carrier", required: true },
          { id: "note", type: "text", default: "=UPPER(note)" },
          {
            id: "boxes",
            type: "lines",
            fields: [
              { id: "weight", type: "integer", required: true },
              { id: "count", type: "integer", default: 1 },
            ],
            max: 3,
          },
        ],
        set: {
          status: "shipped",
          carrier: "=$input.carrier",
          note: "=$input.note",
          code: '="W" & TEXT(SUM($input.boxes, weight * count))',
        },
      },
      { id: "take", label: "Take one", on: "many", set: { left: "=left - 1" } },
      { id: "ping", on: "none" },
    ],
  },
  {
    kind: "rule",
    id: "no_z",
    entity: "order",
    on: ["update"],
    when: 'note = "Z"',
    then: [{ error: { field: "note", message: "Not Z" } }],
  },
];

let shop: Shop;
let carrier: string;
beforeAll(async () => {
  shop = await openShop({ design: { name: "actions", documents } });
  carrier = (await shop.records.create(shop.context, "shop.carrier", { name: "SF" })).id;
});
afterAll(() => shop.close());

const create = async (more: JsonObject = {}) =>
  (await shop.records.create(shop.context, "shop.order", more)).id;
const approved = async (more: JsonObject = {}) => {
  const id = await create(more);
  await shop.records.update(shop.context, "shop.order", id, "*", { status: "approved" });
  return id;
};
const act = (action: string, target: ActionRequest["target"], input: JsonObject = {}) =>
  shop.records.act(shop.context, "shop.order", action, { target, input });

describe("an action", () => {
  it("sets what it says, over its inputs and their defaults, and makes a move of its own", async () => {
    const id = await approved({ note: "a" });
    const result = await act("ship", { id }, { carrier, boxes: [{ weight: 2, count: 3 }, { weight: 4 }] });
    expect(result).toMatchObject({ status: 200, id, version: 3 });
    expect(bodyOf(result)).toMatchObject({
      status: "shipped",
      carrier,
      note: "A",
      code: "W10",
      number: "S001",
      version: 3,
    });
    const [entry] = await shop.rows(
      "select via, changes::text from ws_main._change where record = $1 and version = 3",
      [id],
    );
    expect(JSON.parse(String(entry?.via))).toEqual({ kind: "api", id: "action:ship" });
  });

  it("is refused with state_conflict while its guard does not hold, and changes nothing", async () => {
    const id = await create();
    const answer = await refused(act("ship", { id }, { carrier }));
    expect([answer.code, answer.items]).toEqual(["state_conflict", ["state_conflict "]]);
    expect(bodyOf(await act("take", { id }))).toMatchObject({ status: "draft", version: 2 });
  });

  it("tells every fault of its inputs", async () => {
    const id = await approved();
    const input = { note: 5, boxes: [{ count: "x" }, { weight: 1, wait: 2 }], carier: carrier };
    expect((await refused(act("ship", { id }, input))).items.toSorted()).toEqual([
      "required /input/boxes/0/weight",
      "required /input/carrier",
      "type_mismatch /input/boxes/0/count",
      "type_mismatch /input/note",
      "unknown_field /input/boxes/1/wait",
      "unknown_field /input/carier",
    ]);
    const gone = "019b8a00-0000-7000-8000-00000000dead";
    expect((await refused(act("ship", { id }, { carrier: gone }))).items).toEqual([
      "reference_not_found /carrier",
    ]);
    const many = Array.from({ length: 4 }, () => ({ weight: 1 }));
    expect((await refused(act("ship", { id }, { carrier, boxes: many }))).items).toEqual([
      "out_of_range /input/boxes",
    ]);
  });

  it("passes every other check: limits, rules", async () => {
    const id = await approved();
    expect((await refused(act("ship", { id }, { carrier, note: "toolong" }))).items).toEqual([
      "too_long /note",
    ]);
    expect((await refused(act("ship", { id }, { carrier, note: "Z" }))).items).toEqual(["rule_failed /note"]);
  });

  it("happens once, however many ask at the same time", async () => {
    const id = await approved();
    const asked = await Promise.allSettled(
      Array.from({ length: 100 }, () => act("ship", { id }, { carrier, note: "n" })),
    );
    const codes = asked.map((one) =>
      one.status === "fulfilled" ? one.value.status : String(one.reason.code),
    );
    expect(codes.filter((code) => code === 200)).toHaveLength(1);
    expect(codes.filter((code) => code === "state_conflict")).toHaveLength(99);
    expect(await shop.rows("select version from ws_main.shop__order where id = $1", [id])).toEqual([
      { version: 3 },
    ]);
  });

  it("reads the row as it is locked: no taker is lost, none takes below zero", async () => {
    const id = await create();
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => act("take", { id })));
    expect(asked.filter((one) => one.status === "fulfilled")).toHaveLength(3);
    const reasons = asked.flatMap((one) => (one.status === "rejected" ? [String(one.reason.message)] : []));
    expect(new Set(reasons)).toEqual(new Set(["validation_failed: out_of_range /left"]));
    expect(await shop.rows('select "left" from ws_main.shop__order where id = $1', [id])).toEqual([
      { left: "0" },
    ]);
  });

  it("runs on several records, all or none, in the order named", async () => {
    const ids = [await create(), await create(), await create({ left: 0 })];
    const [a = "", b = "", c = ""] = ids;
    expect((await refused(act("take", { ids }))).items).toEqual(["out_of_range /ids/2/left"]);
    const result = bodyOf(await act("take", { ids: [b, a, b] }));
    expect(result.data).toMatchObject([
      { id: b, left: 2 },
      { id: a, left: 2 },
    ]);
    expect((await refused(act("ship", { ids: [a, c] }, { carrier }))).items).toEqual([
      "state_conflict /ids/0",
      "state_conflict /ids/1",
    ]);
    const missing = "019b8a00-0000-7000-8000-00000000dead";
    expect((await refused(act("take", { ids: [a, missing] }))).items).toEqual(["not_found /ids/1"]);
  });

  it("takes its records as it is meant for", async () => {
    expect((await refused(act("take", null))).items).toEqual(["required /id"]);
    expect((await refused(act("ping", { id: await create() }))).items).toEqual(["unknown_member /id"]);
    expect(bodyOf(await act("ping", null))).toEqual({ data: [] });
    expect((await refused(act("shipp", { id: await create() }))).code).toBe("not_found");
  });

  it("obeys If-Match where it is given, is tried without effect, and is told again by its key", async () => {
    const id = await approved();
    const stale = await refused(act("ship", { id, ifMatch: 1 }, { carrier }));
    expect([stale.code, stale.error.members]).toMatchObject(["version_conflict", { base: 1 }]);
    const dry = await shop.records.act({ ...shop.context, dryRun: true }, "shop.order", "ship", {
      target: { id, ifMatch: 2 },
      input: { carrier },
    });
    expect(bodyOf(dry)).toMatchObject({ status: "shipped", number: null });
    const once = { ...shop.context, idempotency: { key: "k1", fingerprint: "f" } };
    const request = { target: { id }, input: { carrier } };
    const first = await shop.records.act(once, "shop.order", "ship", request);
    const again = await shop.records.act(once, "shop.order", "ship", request);
    expect([again.replayed, again.body]).toEqual([true, first.body]);
    const none = { ...shop.context, idempotency: { key: "k2", fingerprint: "f" } };
    await shop.records.act(none, "shop.order", "ping", { target: null, input: {} });
    expect((await shop.records.act(none, "shop.order", "ping", { target: null, input: {} })).replayed).toBe(
      true,
    );
  });

  it("stands in a batch, too, where what went before counts", async () => {
    const id = await create();
    const result = await shop.records.batch(shop.context, [
      { op: "update", entity: "shop.order", id, version: "*", data: { status: "approved" } },
      { op: "action", entity: "shop.order", id, action: "ship", data: { carrier }, as: "s" },
    ]);
    expect(bodyOf(result).results).toMatchObject([
      { status: 200 },
      { status: 200, record: { status: "shipped" } },
    ]);
    const late = shop.records.batch(shop.context, [
      { op: "action", entity: "shop.order", id, action: "ship", data: { carrier } },
      { op: "action", entity: "shop.order", id, action: "take", data: { much: 1 } },
      { op: "update", entity: "shop.order", id: await approved(), version: "*", data: { status: "shipped" } },
    ]);
    const refusal = await refused(late);
    expect(refusal.code).toBe("validation_failed");
    expect(refusal.items).toEqual([
      "state_conflict /operations/0",
      "unknown_field /operations/1/data/much",
      "bad_move /operations/2/data/status",
    ]);
  });
});

describe("the actions of a record", () => {
  it("are offered as they would be answered", async () => {
    const draft = await create();
    const offered = await shop.records.actions(shop.context, "shop.order", draft);
    expect(offered).toMatchObject([
      { id: "ship", allowed: false, problem: { code: "state_conflict" } },
      { id: "take", allowed: true },
      { id: "ping", allowed: true },
    ]);
    const ready = await approved();
    expect((await shop.records.actions(shop.context, "shop.order", ready))[0]).toEqual({
      id: "ship",
      allowed: true,
    });
  });
});
