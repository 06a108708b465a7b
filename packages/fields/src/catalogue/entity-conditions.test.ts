import { describe, expect, it } from "vitest";
import { entity, faults } from "./design.test-support.ts";

describe("conditions of an entity", () => {
  it("are checked where they stand", () => {
    expect(
      faults(
        entity(
          "a",
          [
            { id: "n", type: "integer" },
            {
              id: "s",
              type: "sequence",
              format: "{nope}-{seq:3}",
              per: ["year", "nothing"],
              assignWhen: 'n > "x"',
            },
          ],
          {
            invariants: [
              { id: "one", check: "n >= 0", message: "m" },
              { id: "two", check: "n", message: "m" },
              { id: "three", check: '$today > DATE("2026-01-01")', message: "m" },
              { id: "one", check: "n > 0", message: "m", at: "commit" },
            ],
            unique: [{ fields: ["n", "x"] }, { fields: ["n"], where: "n >" }],
            indexes: [{ fields: ["-n", "y", "created_at"] }],
            search: ["s", "q"],
          },
        ),
      ),
    ).toEqual([
      "unknown_field /entity:a/fields/s/format",
      "unknown_field /entity:a/fields/s/per/1",
      "type_mismatch /entity:a/fields/s/assignWhen",
      "unknown_field /entity:a/unique/0/fields/1",
      "syntax_error /entity:a/unique/1/where",
      "unknown_field /entity:a/indexes/0/fields/1",
      "unknown_field /entity:a/search/1",
      "type_mismatch /entity:a/invariants/two/check",
      "not_storable /entity:a/invariants/three/check",
      "not_unique /entity:a/invariants/3/id",
      "unsupported_kind /entity:a/invariants/3/at",
    ]);
  });
});
