import { arrayParameter, parameter, sql } from "@dougong/expression";
import type { FieldStorage } from "../../facets/storage.ts";
import { choiceOptions } from "../choice/options.ts";

/** Option ids in an array, in the order in which they were chosen; null where there is none. */
export const choicesStorage: FieldStorage = {
  type: "choices",
  column: () => "text[]",
  parameter: (value) =>
    Array.isArray(value) && value.length > 0
      ? arrayParameter(value.map(String), "text")
      : parameter(null, "text[]"),
  toJson: (column) => column,
  // The places of its options, compared one after the other.
  sortKey: (column, field) =>
    sql`(case when ${column} is not null then array(select array_position(${arrayParameter(
      choiceOptions(field).map((option) => option.id),
      "text",
    )}, m.id) from unnest(${column}) with ordinality as m (id, place) order by m.place) end)`,
  sortType: () => "int[]",
};
