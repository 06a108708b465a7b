import type { Document } from "@dougong/model";
import { describe, expect, it } from "vitest";
import { translateDocuments } from "./translate-document.ts";

const documents: readonly Document[] = [
  {
    kind: "entity",
    id: "order",
    label: "销售订单",
    fields: [
      { id: "status", type: "choice", label: "状态", options: ["draft", { id: "done", label: "已完成" }] },
      { id: "note", type: "text", label: "备注" },
    ],
    invariants: [{ id: "dates", check: true, message: "交期太早" }],
  },
  { kind: "page", id: "orders", label: "订单", blocks: [], menu: { group: "销售", order: 1 } },
  {
    kind: "translation",
    id: "en",
    entries: {
      "entity:order/label": "Sales order",
      "entity:order/fields/status/label": "Status",
      "entity:order/fields/status/options/draft/label": "Draft",
      "entity:order/fields/status/options/done/label": "Done",
      "entity:order/invariants/dates/message": "Due too early",
      "page:orders/menu/group": "Sales",
    },
  },
];

describe("documents in another language", () => {
  it("carry the translated texts and keep the others", () => {
    const [order, page] = translateDocuments(documents, "en-GB");
    expect(order).toEqual({
      kind: "entity",
      id: "order",
      label: "Sales order",
      fields: [
        {
          id: "status",
          type: "choice",
          label: "Status",
          options: [
            { id: "draft", label: "Draft" },
            { id: "done", label: "Done" },
          ],
        },
        { id: "note", type: "text", label: "备注" },
      ],
      invariants: [{ id: "dates", check: true, message: "Due too early" }],
    });
    expect(page).toEqual({
      kind: "page",
      id: "orders",
      label: "订单",
      blocks: [],
      menu: { group: "Sales", order: 1 },
    });
  });

  it("are the originals where there is no translation", () => {
    expect(translateDocuments(documents, "zh-CN")).toBe(documents);
  });
});
