import { expect, test } from "vitest";
import { objectName, parkedName, tableName } from "./names.ts";

const longTable = tableName(`${"a".repeat(20)}.${"b".repeat(40)}`);

test("the table of an entity is app__entity", () => {
  expect(tableName("crm.order_line")).toBe("crm__order_line");
});

test("a name that fits is readable", () => {
  expect(objectName("crm__order", "fk", "customer")).toBe("crm__order__fk__customer");
});

test("names of the longest ids fit into PostgreSQL's 63 bytes and stay apart", () => {
  const names = ["fk", "ix", "inv"].flatMap((tag) =>
    ["c", "d"].map((part) => objectName(longTable, tag, part.repeat(40))),
  );
  expect(names.every((name) => name.length <= 63)).toBe(true);
  expect(new Set(names).size).toBe(names.length);
  expect(parkedName(123456, "e".repeat(60)).length).toBeLessThanOrEqual(63);
});
