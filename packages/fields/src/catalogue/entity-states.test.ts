import type { EntityDocument, FieldDocument } from "@dougong/model";
import { describe, expect, it } from "vitest";
import { compile, entity, faults } from "./design.test-support.ts";

const fields: readonly FieldDocument[] = [
  { id: "status", type: "choice", options: ["draft", "sent", "done"], default: "draft" },
  { id: "total", type: "integer" },
];
const withStates = (states: NonNullable<EntityDocument["states"]>, more: Partial<EntityDocument> = {}) =>
  entity("order", fields, { states, ...more });

describe("states", () => {
  it("are compiled with their moves in order", () => {
    const order = withStates(
      {
        field: "status",
        moves: { draft: ["sent", { to: "done", by: ["action:close"], when: "total > 1" }] },
      },
      { actions: [{ id: "close" }] },
    );
    const { catalogue, problems } = compile(order);
    expect(problems).toEqual([]);
    expect(catalogue.entities.get("shop.order")?.states).toMatchObject({
      field: "status",
      options: ["draft", "sent", "done"],
      initial: null,
      moves: new Map([
        [
          "draft",
          [
            { to: "sent", by: null, when: null },
            { to: "done", by: ["action:close"], when: { node: "call" } },
          ],
        ],
      ]),
    });
  });

  it("have all their faults told at once", () => {
    const order = withStates(
      {
        field: "status",
        initial: ["draft", "new"],
        moves: {
          draft: ["sent", "dune", { to: "don", by: ["action:clos", "flow:later"], when: "totl > 1" }],
          lost: ["draft"],
        },
      },
      { actions: [{ id: "close" }] },
    );
    expect(faults(order)).toEqual([
      "reference_not_found /entity:order/states/initial/1",
      "reference_not_found /entity:order/states/moves/draft/1",
      "reference_not_found /entity:order/states/moves/draft/2/to",
      "unknown_document /entity:order/states/moves/draft/2/by/0",
      "unknown_document /entity:order/states/moves/draft/2/by/1",
      "unknown_field /entity:order/states/moves/draft/2/when",
      "reference_not_found /entity:order/states/moves/lost",
    ]);
  });

  it("stand on a choice of the entity", () => {
    expect(faults(withStates({ field: "total", moves: {} }))).toEqual([
      "type_mismatch /entity:order/states/field",
    ]);
    expect(faults(withStates({ field: "stattus", moves: {} }))).toEqual([
      "unknown_field /entity:order/states/field",
    ]);
  });
});
