import type { Document } from "@dougong/model";
import { describe, expect, it } from "vitest";
import { compile, entity, faults } from "./design.test-support.ts";

describe("rules", () => {
  const order = entity("order", [
    { id: "n", type: "integer" },
    { id: "note", type: "text" },
    { id: "f", type: "formula", formula: "n + 1" },
  ]);

  it("run by order, then id", () => {
    const rule = (id: string, at?: number): Document => ({
      kind: "rule",
      id,
      entity: "order",
      on: ["create"],
      then: [{ require: ["note"] }],
      ...(at === undefined ? {} : { order: at }),
    });
    const { catalogue, problems } = compile(order, rule("c"), rule("a", 1), rule("b"), rule("z", -1));
    expect(problems).toEqual([]);
    expect(catalogue.entities.get("shop.order")?.rules.map((entry) => entry.id)).toEqual([
      "shop.z",
      "shop.b",
      "shop.c",
      "shop.a",
    ]);
  });

  it("are checked in every effect", () => {
    expect(
      faults(order, {
        kind: "rule",
        id: "r",
        entity: "order",
        on: ["update"],
        when: "$old.n != n AND $user.id != null",
        then: [
          { require: ["nope"] },
          { set: { f: 1, n: "=note", nope: 1 } },
          { error: { field: "nope", message: "m" } },
          { options: { field: "n", where: true } },
          { set: { n: "=$old.n + 1" } },
        ],
      }),
    ).toEqual([
      "unknown_field /rule:r/then/0/require/0",
      "read_only_field /rule:r/then/1/set/f",
      "type_mismatch /rule:r/then/1/set/n",
      "unknown_field /rule:r/then/1/set/nope",
      "unknown_field /rule:r/then/2/error/field",
      "unsupported_kind /rule:r/then/3/options",
    ]);
  });

  it("may hide a section of a form", () => {
    const form: Document = {
      kind: "form",
      id: "f",
      entity: "order",
      sections: [{ id: "more", fields: ["note"] }],
    };
    expect(
      faults(order, form, {
        kind: "rule",
        id: "r",
        entity: "order",
        on: ["create"],
        then: [{ hide: ["more", "note"] }],
      }),
    ).toEqual([]);
  });
});
