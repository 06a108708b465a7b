import { describe, expect, it } from "vitest";
import { entity, faults, line, lines } from "./design.test-support.ts";

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
    ]);
  });

  it("of an invariant reach rows, owners and other records, but no clock", () => {
    const limit = { id: "limit", type: "money" } as const;
    const with_ = (...checks: readonly string[]) =>
      faults(
        line,
        entity("order", [limit, lines, { id: "next", type: "reference", to: "order" }], {
          invariants: checks.map((check, index) => ({ id: `i${index}`, check, message: "m" })),
        }),
      );
    expect(
      with_(
        "COUNT(lines) > 0",
        "SUM(lines.amount) <= limit",
        "ALL(lines, qty > 0 AND price <= $parent.limit)",
        "COUNT(lines.price) = COUNT(lines) OR ISNULL(limit)",
      ),
    ).toEqual([]);
    expect(
      with_("next.limit > 0", "ANY(lines, COUNT($parent.lines) > qty)", "ALL(lines, qty < WEEKDAY($today))"),
    ).toEqual(["not_storable /entity:order/invariants/i2/check"]);
  });

  it("of uniques read no rows, of rows their owner, of numbers own rows", () => {
    expect(
      faults(
        { ...line, invariants: [{ id: "own", check: "$parent.limit > price", message: "m" }] },
        entity(
          "order",
          [
            { id: "limit", type: "money" },
            lines,
            { id: "number", type: "sequence", format: "{seq}", assignWhen: "COUNT(lines) > 0" },
          ],
          {
            unique: [
              { fields: ["limit"], where: "COUNT(lines) > 0" },
              { fields: ["limit"], where: "limit > 0" },
            ],
          },
        ),
      ),
    ).toEqual(["unsupported_kind /entity:order/unique/0/where"]);
  });
});
