import type { EntityDocument, FieldDocument } from "@dougong/model";
import { describe, expect, it } from "vitest";
import { entity, faults } from "./design.test-support.ts";

const fields: readonly FieldDocument[] = [
  { id: "room", type: "text" },
  { id: "starts", type: "date" },
  { id: "ends", type: "date" },
  { id: "at", type: "datetime" },
  { id: "parent", type: "reference", to: "booking" },
  { id: "owner", type: "user" },
];
const withLimits = (more: Partial<EntityDocument>) => faults(entity("booking", fields, more));

describe("limits of an entity", () => {
  it("stand on fields that can bear them", () => {
    const range = ["starts", "ends"] as const;
    const good = {
      exclude: [{ equal: ["room"], range }],
      tree: "parent",
      appendOnly: ["room"],
      sensitive: ["at"],
    };
    expect(withLimits(good)).toEqual([]);
  });

  it("have all their faults told at once", () => {
    expect(
      withLimits({
        exclude: [
          { equal: ["rom"], range: ["starts", "at"] },
          { equal: [], range: ["room", "end"] },
        ],
        tree: "owner",
        appendOnly: ["rooms"],
        sensitive: ["salary"],
      }),
    ).toEqual([
      "unknown_field /entity:booking/exclude/0/equal/0",
      "type_mismatch /entity:booking/exclude/0/range/1",
      "type_mismatch /entity:booking/exclude/1/range/0",
      "unknown_field /entity:booking/exclude/1/range/1",
      "type_mismatch /entity:booking/tree",
      "unknown_field /entity:booking/appendOnly/0",
      "unknown_field /entity:booking/sensitive/0",
    ]);
  });
});

describe("a reference's where", () => {
  it("names fields of what is chosen and of the one that chooses", () => {
    const wheres = (where: string) =>
      faults(entity("booking", [...fields, { id: "after", type: "reference", to: "booking", where }]));
    expect(wheres("room = $record.room AND owner.name != $record.room")).toEqual([]);
    expect(wheres("rom = $record.room")).toEqual(["unknown_field /entity:booking/fields/after/where"]);
    expect(wheres("room")).toEqual(["type_mismatch /entity:booking/fields/after/where"]);
    expect(wheres("room = $record.owner.name")).toEqual([
      "unsupported_kind /entity:booking/fields/after/where",
    ]);
    expect(wheres("room = $row.room")).toEqual(["unknown_field /entity:booking/fields/after/where"]);
  });
});
