import type { Document, FormDocument, JsonObject } from "@dougong/model";
import { describe, expect, it } from "vitest";
import { defaultForm } from "../defaults/default-form.ts";
import { entityOf, shopCatalogue } from "../design.test-support.ts";
import { compileForm } from "../layout/compile-form.ts";
import { evaluateForm, type FormInput } from "./evaluate-form.ts";

const customer = "01932c4e-7b6a-7c3d-8e5f-0123456789ab";
const environment = { now: "2026-01-05T01:00:00.000Z", timeZone: "Asia/Shanghai", roots: { user: null } };

const form: FormDocument = {
  kind: "form",
  id: "f",
  entity: "order",
  sections: [
    {
      id: "head",
      fields: [
        "number",
        "customer",
        "discount",
        { id: "reason", when: "discount > 0" },
        { id: "status", readOnly: true },
      ],
    },
    { id: "more", when: 'status = "done"', fields: [{ id: "note", required: true }] },
    {
      id: "items",
      lines: "lines",
      columns: ["name", "qty", { id: "price", when: "qty > 1", required: true }, "amount"],
    },
    { text: "**Hello**" },
  ],
};

function evaluateShop(
  record: JsonObject,
  more: {
    readonly rules?: readonly Document[];
    readonly before?: FormInput["before"];
    readonly form?: FormDocument;
  } = {},
) {
  const catalogue = shopCatalogue(form, ...(more.rules ?? []));
  const { layout, problems } = compileForm(more.form ?? form, catalogue, "shop");
  expect(problems).toEqual([]);
  if (layout === null) throw new Error("no layout");
  return evaluateForm({ form: layout, catalogue, record, before: more.before ?? null, environment });
}

const whole = { customer, lines: [{ name: "Bolt", qty: 3, price: "10.5" }] };

describe("a live form", () => {
  it("fills in defaults and works out formulas, in rows, too", () => {
    const { values, problems } = evaluateShop({
      customer,
      discount: "0.1",
      lines: [
        { name: "Bolt", price: "10.5" },
        { name: "Nut", qty: 2, price: 3 },
      ],
    });
    expect(problems).toEqual([]);
    expect(values).toMatchObject({
      status: "draft",
      discount: "0.1000",
      total: "14.85",
      lines: [{ qty: 1, amount: "10.50" }, { amount: "6.00" }],
    });
  });

  it("fills in no defaults where a stored record is changed", () => {
    const before = { id: "1", customer, status: null, discount: null, lines: [] };
    expect(evaluateShop({ ...whole, status: null, discount: null }, { before }).values).toMatchObject({
      status: null,
      discount: null,
    });
  });

  it("shows and hides by the form's conditions, of fields, sections and columns", () => {
    const shown = (record: JsonObject) => {
      const { fields, sections, rows } = evaluateShop({ ...whole, ...record });
      return [
        fields.reason?.visible,
        fields.note?.visible,
        sections.more?.visible,
        rows.lines?.map((row) => row.price?.visible),
      ];
    };
    expect(shown({})).toEqual([false, false, false, [true]]);
    expect(shown({ discount: "0.1", status: "done", lines: [{ name: "a", qty: 1, price: "1" }] })).toEqual([
      true,
      true,
      true,
      [false],
    ]);
  });

  it("requires what the form requires only while it is shown", () => {
    expect(evaluateShop(whole).problems).toEqual([]);
    expect(evaluateShop({ ...whole, status: "done" }).problems).toMatchObject([
      { code: "required", path: "/note" },
    ]);
    expect(
      evaluateShop({
        customer,
        lines: [
          { name: "a", qty: 1 },
          { name: "b", qty: 2 },
        ],
      }).problems,
    ).toMatchObject([{ code: "required", path: "/lines/1/price" }]);
  });

  it("tells all that a write would be refused for, with paths", () => {
    expect(
      evaluateShop({ discount: "0.6", status: "nope", wrong: 1, lines: [{ qty: "x" }] }).problems.map(
        ({ code, path }) => `${code} ${path}`,
      ),
    ).toEqual([
      "out_of_range /discount",
      "reference_not_found /status",
      "unknown_field /wrong",
      "type_mismatch /lines/0/qty",
      "required /customer",
      "required /lines/0/name",
    ]);
  });

  it("misses the rows that the lines need", () => {
    expect(evaluateShop({ customer }).problems).toMatchObject([
      { code: "out_of_range", variant: "lines_min", path: "/lines" },
    ]);
    expect(evaluateShop({ customer, lines: [] }).problems).toMatchObject([
      { code: "out_of_range", variant: "lines_min", path: "/lines" },
    ]);
  });

  it("knows fields that cannot be written", () => {
    const { fields } = evaluateShop(whole);
    expect([fields.number?.readOnly, fields.status?.readOnly, fields.customer?.readOnly]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("obeys the rules of the entity: require, hide, set, error", () => {
    const rules: readonly Document[] = [
      {
        kind: "rule",
        id: "a",
        entity: "order",
        on: ["create"],
        when: "discount > 0.2",
        then: [
          { require: ["reason"] },
          { hide: ["items", "note"] },
          { set: { status: "done" } },
          { warn: { message: "Much" } },
        ],
      },
      {
        kind: "rule",
        id: "b",
        entity: "line",
        on: ["create"],
        when: "qty > 100",
        then: [{ error: { field: "qty", message: "Too many" } }],
      },
    ];
    const outcome = evaluateShop(
      { ...whole, discount: "0.3", lines: [{ name: "a", qty: 101, price: "1" }] },
      { rules },
    );
    expect(outcome.fields.reason).toEqual({ visible: true, required: true, readOnly: false });
    expect(outcome.sections.items?.visible).toBe(false);
    expect(outcome.fields.note?.visible).toBe(false);
    expect(outcome.values.status).toBe("done");
    expect(outcome.warnings).toMatchObject([{ message: "Much" }]);
    expect(outcome.problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "rule_failed /lines/0/qty",
      "required /reason",
    ]);
  });

  it("keeps a retired option that the record has, and refuses it anew", () => {
    expect(
      evaluateShop({ ...whole, status: "old" }, { before: { id: "1", ...whole, status: "old" } }).problems,
    ).toEqual([]);
    expect(
      evaluateShop({ ...whole, status: "old" }, { before: { id: "1", ...whole, status: "done" } }).problems,
    ).toMatchObject([{ code: "reference_not_found", path: "/status" }]);
  });

  it("is made from the entity where the app has none", () => {
    const made = defaultForm(entityOf(shopCatalogue(), "shop.order"));
    expect(made.sections).toEqual([
      {
        id: "main",
        columns: 2,
        fields: ["number", "customer", "discount", "reason", "status", "note", "total"],
      },
      { id: "lines", label: "Lines", lines: "lines" },
    ]);
    expect(evaluateShop(whole, { form: made }).values.total).toBe("31.50");
  });
});

describe("the options of a choice", () => {
  const ticket: Document = {
    kind: "entity",
    id: "ticket",
    fields: [
      { id: "total", type: "integer" },
      { id: "status", type: "choice", options: ["draft", "sent", "done", "void"], default: "draft" },
      { id: "level", type: "choice", options: ["a", { id: "b", retired: true }, "c"] },
    ],
    actions: [{ id: "close" }],
    states: {
      field: "status",
      moves: {
        draft: [{ to: "sent", when: "total > 0" }, "void"],
        sent: [{ to: "done", by: ["action:close"] }],
      },
    },
  };
  const ticketForm: FormDocument = {
    kind: "form",
    id: "t",
    entity: "ticket",
    sections: [{ fields: ["total", "status", "level"] }],
  };
  const optionsOf = (record: JsonObject, before: FormInput["before"] = null) => {
    const { fields } = evaluateShop(record, { rules: [ticket], form: ticketForm, before });
    return [fields.status?.options, fields.level?.options, fields.total?.options];
  };

  it("of states are where the record is and where a plain write may bring it now", () => {
    expect(optionsOf({})[0]).toEqual(["draft"]);
    const draft = { status: "draft", total: 0 };
    expect(optionsOf(draft, draft)[0]).toEqual(["draft", "void"]);
    expect(optionsOf({ ...draft, total: 1 }, draft)[0]).toEqual(["draft", "sent", "void"]);
    const sent = { status: "sent", total: 1 };
    expect(optionsOf(sent, sent)[0]).toEqual(["sent"]);
  });

  it("leave out what is retired, but where it is chosen; other fields have none", () => {
    expect(optionsOf({}).slice(1)).toEqual([["a", "c"], undefined]);
    expect(optionsOf({ level: "b" }, { level: "b" })[1]).toEqual(["a", "b", "c"]);
  });
});
