import { describe, expect, it } from "vitest";
import { cardPlaces } from "./card-places.ts";
import type { Column } from "./column.ts";

function column(path: string, type: string, more: Readonly<Record<string, string>> = {}): Column {
  return {
    path,
    label: path,
    align: type === "text" || type === "sequence" || type === "choice" ? "start" : "end",
    width: 100,
    field: { path, label: path, entity: "crm.x", operators: [], document: { id: path, type, ...more } },
  };
}

const paths = (columns: readonly Column[], title: string | null) => {
  const { lead, amount, rest } = cardPlaces(columns, title);
  return { lead: lead?.path, amount: amount?.path, rest: rest.map((each) => each.path) };
};

describe("a card of a list", () => {
  const customer = [
    column("code", "sequence"),
    column("name", "text"),
    column("limit", "money"),
    column("days", "integer"),
  ];

  it("is led by the entity's title, with the money opposite and never a count of days", () => {
    expect(paths(customer, "name")).toEqual({ lead: "name", amount: "limit", rest: ["code", "days"] });
  });

  it("is led by words where the title is a drawn number", () => {
    const order = [column("number", "sequence"), column("customer.name", "text"), column("total", "money")];
    expect(paths(order, "number")).toEqual({ lead: "customer.name", amount: "total", rest: ["number"] });
  });

  it("has no amount where there is no money", () => {
    expect(paths([column("name", "text"), column("days", "integer")], "name")).toEqual({
      lead: "name",
      amount: undefined,
      rest: ["days"],
    });
  });
});
