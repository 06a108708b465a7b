import { describe, expect, it } from "vitest";
import { compile, entity, faults } from "./design.test-support.ts";

describe("titles, defaults, options", () => {
  it("the title is the first text or sequence where none is given", () => {
    const { catalogue } = compile(
      entity("a", [
        { id: "n", type: "integer" },
        { id: "t", type: "text" },
      ]),
      entity("b", [{ id: "n", type: "integer" }]),
      entity(
        "c",
        [
          { id: "x", type: "text" },
          { id: "y", type: "text" },
        ],
        { title: 'x & " " & y' },
      ),
    );
    const step = (id: string) => {
      const title = catalogue.entities.get(id)?.title;
      return title?.node === "path" ? title.steps[0]?.name : title?.node;
    };
    expect([step("shop.a"), step("shop.b"), step("shop.c")]).toEqual(["t", "id", "call"]);
  });

  it("a constant default is in contract form", () => {
    const { catalogue } = compile(
      entity("a", [
        { id: "d", type: "decimal", scale: 4, default: "0" },
        { id: "e", type: "date", default: "=$today" },
        { id: "t", type: "text", default: "'=x" },
      ]),
    );
    const fields = catalogue.entities.get("shop.a")?.fields;
    expect(fields?.get("d")?.default).toMatchObject({ node: "constant", value: "0.0000" });
    expect(fields?.get("e")?.default).toMatchObject({ node: "today" });
    expect(fields?.get("t")?.default).toMatchObject({ node: "constant", value: "=x" });
  });

  it("a default must fit its field", () => {
    expect(
      faults(
        entity("a", [
          { id: "a", type: "integer", max: 5, default: 6 },
          { id: "b", type: "choice", options: ["x"], default: "y" },
          { id: "c", type: "date", default: "=1 + 1" },
          { id: "d", type: "sequence", default: "1" },
          { id: "e", type: "text", default: "=nothing" },
        ]),
      ),
    ).toEqual([
      "out_of_range /entity:a/fields/a/default",
      "reference_not_found /entity:a/fields/b/default",
      "type_mismatch /entity:a/fields/c/default",
      "read_only_field /entity:a/fields/d/default",
      "unknown_field /entity:a/fields/e/default",
    ]);
  });

  it("a choice may take the options of another", () => {
    const { catalogue, problems } = compile(
      entity("a", [{ id: "x", type: "choice", options: ["p", "q"] }]),
      entity("b", [
        { id: "y", type: "choice", options: { of: "a.x" } },
        { id: "z", type: "choice", options: { of: "shop.b.y" }, default: "q" },
      ]),
    );
    expect(problems).toEqual([]);
    expect(catalogue.entities.get("shop.b")?.fields.get("z")?.type).toEqual({
      kind: "choice",
      options: ["p", "q"],
    });
  });

  it("a choice cannot take options that are not there, nor its own", () => {
    const of = (name: string, from: string) => ({ id: name, type: "choice", options: { of: from } });
    expect(
      faults(
        entity("a", [{ id: "n", type: "integer" }, of("x", "a.n"), of("y", "nothing.x"), of("z", "a.z")]),
      ),
    ).toEqual([
      "unknown_field /entity:a/fields/x/options/of",
      "unknown_document /entity:a/fields/y/options/of",
      "cycle /entity:a/fields/z/options/of",
    ]);
  });
});
