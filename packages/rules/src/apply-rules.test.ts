import { compileCatalogue, type Entity, type RecordValues } from "@dougong/fields";
import { fieldModels } from "@dougong/fields/model";
import type { AppDocument, Document, EntityDocument, RuleDocument, RuleEffect } from "@dougong/model";
import { describe, expect, it } from "vitest";
import { applyRules } from "./apply-rules.ts";
import type { RuleInput } from "./rule-input.ts";

const app: AppDocument = { kind: "app", id: "shop", version: "1.0.0", language: "en" };
const order: EntityDocument = {
  kind: "entity",
  id: "order",
  fields: [
    { id: "discount", type: "decimal", scale: 4, default: "0" },
    { id: "reason", type: "text", label: "Reason" },
    { id: "status", type: "choice", options: ["draft", "done"], default: "draft" },
    { id: "note", type: "text" },
    { id: "lines", type: "lines", entity: "line" },
    {
      id: "total",
      type: "formula",
      formula: "SUM(lines.amount) * (1 - discount)",
      result: { type: "money" },
    },
  ],
};
const line: EntityDocument = {
  kind: "entity",
  id: "line",
  ownedBy: "order",
  fields: [
    { id: "qty", type: "integer" },
    { id: "price", type: "decimal" },
    { id: "remark", type: "text" },
    { id: "amount", type: "formula", formula: "qty * price", result: { type: "money" } },
  ],
};

type RuleParts = Omit<Partial<RuleDocument>, "then"> & { readonly effects: readonly RuleEffect[] };

function rule(id: string, { effects, ...more }: RuleParts): RuleDocument {
  return { kind: "rule", id, entity: "order", on: ["create", "update"], ...more, then: effects };
}

function run(
  rules: readonly Document[],
  record: RecordValues,
  more: Partial<Pick<RuleInput, "on" | "before">> = {},
) {
  const { catalogue, problems } = compileCatalogue({
    apps: [{ document: app, revision: 1, documents: [order, line, ...rules] }],
    models: fieldModels,
  });
  expect(problems).toEqual([]);
  const entity = catalogue.entities.get("shop.order") as Entity;
  const environment = {
    now: "2026-01-05T01:00:00.000Z",
    timeZone: "Asia/Shanghai",
    roots: { user: { id: "u" } },
  };
  return applyRules({ entity, catalogue, on: "create", record, before: null, environment, ...more });
}

const whole = { discount: "0.0000", status: "draft", lines: [] };

describe("rules", () => {
  it("require a field where their condition holds, and only there", () => {
    const rules = [rule("r", { when: "discount > 0.2", effects: [{ require: ["reason"] }] })];
    expect(run(rules, { ...whole, discount: "0.3000" }).problems).toMatchObject([
      { code: "required", path: "/reason", params: { label: "Reason" } },
    ]);
    expect(run(rules, { ...whole, discount: "0.3000", reason: "x" }).problems).toEqual([]);
    expect(run(rules, whole).problems).toEqual([]);
    expect(run(rules, { ...whole, discount: "0.3000" }).fields.reason).toEqual({
      required: true,
      readOnly: false,
      hidden: false,
    });
  });

  it("refuse with the designer's words at the designer's field", () => {
    const rules = [
      rule("r", {
        effects: [
          { error: { field: "reason", message: "Say why" } },
          { error: { message: "No", code: "closed" } },
        ],
      }),
    ];
    expect(run(rules, whole).problems).toEqual([
      { code: "rule_failed", path: "/reason", message: "Say why" },
      { code: "rule_failed", path: "", message: "No", params: { code: "closed" } },
    ]);
  });

  it("run in their order, each over what those before have set and what is computed from it", () => {
    const rules = [
      rule("a", { order: 2, when: "total = 90", effects: [{ set: { note: "=TEXT(total)" } }] }),
      rule("b", { order: 1, when: "total = 100", effects: [{ set: { discount: "0.1" } }] }),
    ];
    const outcome = run(rules, { ...whole, lines: [{ qty: 10, price: "10.00" }] });
    expect(outcome.values).toMatchObject({ discount: "0.1000", total: "90.00", note: "90.00" });
  });

  it("run once each: a rule does not see what a later one sets", () => {
    const rules = [
      rule("a", { when: 'note = "x"', effects: [{ set: { reason: "seen" } }] }),
      rule("b", { effects: [{ set: { note: "x" } }] }),
    ];
    expect(run(rules, whole).values).toMatchObject({ note: "x" });
    expect(run(rules, whole).values.reason).toBeUndefined();
  });

  it("overwrite what was given, and tell what cannot be stored", () => {
    expect(run([rule("a", { effects: [{ set: { status: "done" } }] })], whole).values.status).toBe("done");
    expect(run([rule("a", { effects: [{ set: { discount: "=1 / 3" } }] })], whole).values.discount).toBe(
      "0.3333",
    );
    expect(
      run([rule("a", { effects: [{ set: { reason: "=note & note" } }] })], {
        ...whole,
        note: "x".repeat(200),
      }).problems,
    ).toMatchObject([{ code: "too_long", path: "/reason" }]);
  });

  it("fill in what an earlier rule requires", () => {
    expect(
      run(
        [
          rule("a", { effects: [{ require: ["reason"] }] }),
          rule("b", { effects: [{ set: { reason: "r" } }] }),
        ],
        whole,
      ).problems,
    ).toEqual([]);
  });

  it("make fields read-only: only a change is refused", () => {
    const rules = [rule("a", { when: '$old.status = "done"', effects: [{ readOnly: ["note", "lines"] }] })];
    const before = {
      ...whole,
      status: "done",
      note: "old",
      lines: [{ id: "1", qty: 1, price: "1.00", amount: "1.00" }],
    };
    expect(run(rules, before, { on: "update", before }).problems).toEqual([]);
    expect(run(rules, { ...before, note: "new" }, { on: "update", before }).problems).toMatchObject([
      { code: "read_only_field", path: "/note" },
    ]);
    expect(run(rules, { ...before, lines: [] }, { on: "update", before }).problems).toMatchObject([
      { code: "read_only_field", path: "/lines" },
    ]);
    expect(
      run(rules, { ...before, note: "new" }, { on: "update", before: { ...before, status: "draft" } })
        .problems,
    ).toEqual([]);
  });

  it("let a new record keep the default of a read-only field", () => {
    const rules = [rule("a", { effects: [{ readOnly: ["status"] }] })];
    expect(run(rules, whole).problems).toEqual([]);
    expect(run(rules, { ...whole, status: "done" }).problems).toMatchObject([
      { code: "read_only_field", path: "/status" },
    ]);
  });

  it("do not refuse what a rule itself sets in a read-only field", () => {
    expect(
      run([rule("a", { effects: [{ readOnly: ["status"] }, { set: { status: "done" } }] })], whole).problems,
    ).toEqual([]);
  });

  it("hide and warn without refusing", () => {
    const outcome = run(
      [rule("a", { effects: [{ hide: ["note"] }, { warn: { field: "note", message: "Careful" } }] })],
      whole,
    );
    expect(outcome.problems).toEqual([]);
    expect(outcome.fields.note?.hidden).toBe(true);
    expect(outcome.warnings).toEqual([{ rule: "shop.a", path: "/note", message: "Careful" }]);
  });

  it("run only on their events", () => {
    const rules = [
      rule("a", { on: ["update"], effects: [{ error: { message: "no" } }] }),
      rule("b", { on: ["delete"], when: 'status = "done"', effects: [{ error: { message: "Keep it" } }] }),
    ];
    expect(run(rules, whole).problems).toEqual([]);
    const stored = { ...whole, id: "1", status: "done" };
    expect(
      run(rules, stored, { on: "update", before: stored }).problems.map((problem) => problem.message),
    ).toEqual(["no"]);
    expect(
      run(rules, stored, { on: "delete", before: stored }).problems.map((problem) => problem.message),
    ).toEqual(["Keep it"]);
    expect(run(rules, { ...stored, status: "draft" }, { on: "delete", before: stored }).problems).toEqual([]);
  });

  it("read $old as nothing on create", () => {
    expect(
      run([rule("a", { when: "ISNULL($old.status)", effects: [{ error: { message: "new" } }] })], whole)
        .problems,
    ).toHaveLength(1);
  });
});

describe("rules of rows", () => {
  const rows = (effects: readonly RuleEffect[], more: Partial<RuleParts> = {}) =>
    rule("row", { entity: "line", ...more, effects });
  const record = {
    ...whole,
    lines: [
      { id: "a", qty: 1, price: "5.00" },
      { id: "b", qty: 50, price: "1.00" },
    ],
  };

  it("run for every row, with its owner and its place", () => {
    const outcome = run([rows([{ set: { remark: "=TEXT($index) & $parent.status" } }])], record);
    expect(outcome.values.lines).toMatchObject([{ remark: "0draft" }, { remark: "1draft" }]);
  });

  it("come after the rules of the record, and what they set is summed again", () => {
    const own = rule("own", { order: 99, effects: [{ set: { status: "done" } }] });
    const outcome = run(
      [rows([{ set: { price: "2" } }], { when: '$parent.status = "done" AND qty >= 10', order: -1 }), own],
      record,
    );
    expect(outcome.values).toMatchObject({
      total: "105.00",
      lines: [{ amount: "5.00" }, { price: "2.00", amount: "100.00" }],
    });
  });

  it("refuse at the row", () => {
    const outcome = run(
      [
        rows([{ require: ["remark"] }, { error: { field: "qty", message: "Too many" } }], {
          when: "qty > 10",
        }),
      ],
      record,
    );
    expect(outcome.problems).toMatchObject([
      { code: "rule_failed", path: "/lines/1/qty" },
      { code: "required", path: "/lines/1/remark" },
    ]);
    expect(outcome.rows.lines?.map((row) => row.remark?.required)).toEqual([false, true]);
  });

  it("tell new rows from kept and removed ones", () => {
    const before = {
      ...whole,
      id: "1",
      lines: [
        { id: "a", qty: 1, price: "5.00" },
        { id: "gone", qty: 7, price: "1.00" },
      ],
    };
    const told = (on: RuleDocument["on"]) =>
      run([rows([{ error: { field: "qty", message: "x" } }], { on })], record, {
        on: "update",
        before,
      }).problems.map((problem) => problem.path);
    expect([told(["create"]), told(["update"]), told(["delete"])]).toEqual([
      ["/lines/1/qty"],
      ["/lines/0/qty"],
      ["/lines"],
    ]);
  });
});

describe("a condition beyond its type", () => {
  it("refuses the write, as its rule might have", () => {
    const rules = [
      rule("r", { when: "FLOOR(discount * 900000000000000 * 1000) > 0", effects: [{ hide: ["note"] }] }),
    ];
    expect(run(rules, { ...whole, discount: "1.0000" }).problems).toMatchObject([
      { code: "out_of_range", path: "" },
    ]);
  });
});
