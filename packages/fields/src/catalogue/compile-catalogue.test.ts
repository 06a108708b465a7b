import { describe, expect, it } from "vitest";
import { compile, entity, faults, line, lines } from "./design.test-support.ts";

describe("a catalogue", () => {
  it("resolves names with and without the app's prefix", () => {
    const { catalogue, problems } = compile(
      entity("customer", [{ id: "name", type: "text" }]),
      entity("order", [
        { id: "a", type: "reference", to: "customer" },
        { id: "b", type: "reference", to: "shop.customer" },
        { id: "c", type: "user" },
        { id: "d", type: "reference", to: "system.unit" },
      ]),
    );
    expect(problems).toEqual([]);
    expect(
      [...(catalogue.entities.get("shop.order")?.fields.values() ?? [])].map((field) => field.to),
    ).toEqual(["shop.customer", "shop.customer", "system.user", "system.unit"]);
  });

  it("is fingerprinted by apps and revisions", () => {
    expect(compile().catalogue.key).toBe("shop@7 system@1");
  });

  it("tells every fault of every document at once, each at its place", () => {
    expect(
      faults(
        entity("order", [
          { id: "x", type: "reference", to: "custmer" },
          { id: "y", type: "hologram" },
          { id: "z", type: "integer", min: 5, max: 1 },
          { id: "z", type: "text" },
          { id: "version", type: "text" },
        ]),
        entity("order", [{ id: "a", type: "text" }]),
        {
          kind: "rule",
          id: "r",
          entity: "nothing",
          on: ["create"],
          then: [],
        },
      ),
    ).toEqual([
      "not_unique /entity:order/id",
      "unknown_document /entity:order/fields/x/to",
      "unsupported_kind /entity:order/fields/y/type",
      "out_of_range /entity:order/fields/z/min",
      "not_unique /entity:order/fields/3/id",
      "not_unique /entity:order/fields/version/id",
      "unknown_document /rule:r/entity",
    ]);
  });

  it("proposes the entity that was likely meant", () => {
    const { problems } = compile(
      entity("customer", [{ id: "n", type: "text" }]),
      entity("order", [{ id: "x", type: "reference", to: "custmer" }]),
    );
    expect(problems).toMatchObject([{ params: { nearest: "customer" } }]);
  });

  it("keeps pages and entities apart, as both are addresses", () => {
    expect(
      faults(entity("order", [{ id: "a", type: "text" }]), { kind: "page", id: "order", blocks: [] }),
    ).toEqual(["not_unique /page:order/id"]);
  });

  it("does not tell a second fault where a faulty field is named", () => {
    expect(
      faults(
        entity("order", [
          { id: "a", type: "hologram" },
          { id: "b", type: "formula", formula: "a + 1", result: { type: "integer" } },
        ]),
      ),
    ).toEqual(["unsupported_kind /entity:order/fields/a/type"]);
  });
});

describe("owned rows", () => {
  it("know their owner and its lines field", () => {
    const { catalogue, problems } = compile(entity("order", [lines]), line);
    expect(problems).toEqual([]);
    expect(catalogue.entities.get("shop.line")?.owner).toEqual({ entity: "shop.order", field: "lines" });
  });

  it("need a lines field of the owner", () => {
    expect(faults(entity("order", [{ id: "a", type: "text" }]), line)).toEqual([
      "unknown_field /entity:line/ownedBy",
    ]);
  });

  it("must be owned by the entity whose lines they are", () => {
    expect(faults(entity("order", [lines]), entity("line", [{ id: "a", type: "text" }]))).toEqual([
      "unknown_document /entity:order/fields/lines/entity",
    ]);
  });

  it("go one level deep", () => {
    const sub = entity("sub", [{ id: "a", type: "text" }], { ownedBy: "line" });
    const deep = { ...line, fields: [...line.fields, { id: "subs", type: "lines", entity: "sub" }] };
    expect(faults(entity("order", [lines]), deep, sub)).toEqual(["too_deep /entity:sub/ownedBy"]);
  });
});
