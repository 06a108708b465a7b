import { describe, expect, it } from "vitest";
import { planPaste } from "./paste-plan.ts";

const columns = [
  { id: "product", label: "商品" },
  { id: "qty", label: "数量" },
  { id: "price", label: "单价" },
];

describe("rows that are pasted", () => {
  it("go by their heads where they have some", () => {
    const cells = [
      ["单价", "备用", "商品"],
      ["14.80", "x", "轴承"],
    ];
    expect(planPaste(cells, columns, "qty")).toEqual({
      fields: ["price", null, "product"],
      rows: [["14.80", "x", "轴承"]],
    });
  });

  it("go by place from the cell they are pasted into", () => {
    expect(planPaste([["4", "2.5", "9"]], columns, "qty")).toEqual({
      fields: ["qty", "price", null],
      rows: [["4", "2.5", "9"]],
    });
  });
});
