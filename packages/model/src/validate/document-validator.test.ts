import { describe, expect, it } from "vitest";
import { laterDocumentKinds } from "../kinds/registry.ts";
import { systemDocuments } from "../system/system-app.ts";
import { createDocumentValidator } from "./document-validator.ts";
import { fieldTypesForTest } from "./field-types.fixture.ts";
import { createDocumentSchemas } from "./schemas.ts";

const validator = createDocumentValidator(createDocumentSchemas(fieldTypesForTest));

function faults(input: unknown): readonly string[] {
  const result = validator.validate(input);
  return "problems" in result ? result.problems.map((problem) => `${problem.code} ${problem.path}`) : [];
}

const entity = (members: object) => ({
  kind: "entity",
  id: "order",
  fields: [{ id: "name", type: "text" }],
  ...members,
});

describe("validate", () => {
  it("takes the documents of the built-in app", () => {
    expect(systemDocuments.flatMap(faults)).toEqual([]);
  });

  it("reports every problem at once, elements addressed by id", () => {
    const document = {
      kind: "entity",
      id: "Order",
      colour: "red",
      fields: [{ id: "a", type: "text", mx: 3, max: "9" }, { id: "b__c", type: "text" }, { type: "text" }],
    };
    expect(faults(document).toSorted()).toEqual(
      [
        "bad_format /id",
        "bad_format /fields/b__c/id",
        "required /fields/2/id",
        "type_mismatch /fields/a/max",
        "unknown_member /colour",
        "unknown_member /fields/a/mx",
      ].sort(),
    );
  });

  it("proposes the member that was meant", () => {
    const result = validator.validate(entity({ fields: [{ id: "a", type: "text", requird: true }] }));
    expect("problems" in result && result.problems[0]?.params).toEqual({
      name: "requird",
      nearest: "required",
    });
  });

  it.each(laterDocumentKinds)("answers unsupported_kind for a %s", (kind) => {
    expect(faults({ kind, id: "x" })).toEqual(["unsupported_kind /kind"]);
  });

  it("answers unsupported_kind for members and types that the contract has and this version does not", () => {
    const rule = { kind: "rule", id: "r", entity: "order", on: ["create"], then: [{ require: ["a"] }] };
    expect(faults({ ...rule, find: {} })).toEqual(["unsupported_kind /find"]);
    expect(faults(entity({ fields: [{ id: "t", type: "lookup", via: "customer", field: "tier" }] }))).toEqual(
      ["unsupported_kind /fields/t/type"],
    );
    expect(faults(entity({ fields: [{ id: "t", type: "acme.plate", region: "浙" }] }))).toEqual([
      "unsupported_kind /fields/t/type",
    ]);
    expect(faults({ kind: "view", id: "v", entity: "order", type: "kanban" })).toEqual([
      "unsupported_kind /type",
    ]);
    expect(
      faults({ kind: "form", id: "f", entity: "order", sections: [{ fields: ["name"] }], public: true }),
    ).toEqual(["unsupported_kind /public"]);
    expect(faults({ kind: "page", id: "p", blocks: [{ report: "sales" }] })).toEqual([
      "unsupported_kind /blocks/0/report",
    ]);
  });

  it("lets a section, a block and a rule's effect be one thing only", () => {
    expect(
      faults({
        kind: "form",
        id: "f",
        entity: "o",
        sections: [{ id: "s", fields: ["a"], lines: "b" }, { label: "x" }],
      }),
    ).toEqual(["unknown_member /sections/s/lines", "required /sections/1"]);
    expect(faults({ kind: "page", id: "p", blocks: [{ view: "v", text: "t" }] })).toEqual([
      "unknown_member /blocks/0/text",
    ]);
    expect(
      faults({
        kind: "rule",
        id: "r",
        entity: "o",
        on: ["create"],
        then: [{}, { require: ["a"], hide: ["a"] }],
      }),
    ).toEqual(["required /then/0", "unknown_member /then/1/hide"]);
  });

  it.each([
    [null],
    [[]],
    ["entity"],
    [7],
    [{}],
    [{ kind: 7 }],
    [{ kind: "__proto__" }],
    [{ kind: "constructor" }],
  ])("refuses %j", (input) => {
    expect(faults(input)).toHaveLength(1);
  });

  it("refuses ids with a trailing line break", () => {
    expect(faults(entity({ id: "order\n" }))).toEqual(["bad_format /id"]);
  });
});
