import type { AppDocument, Document } from "@dougong/model";

const app: AppDocument = { kind: "app", id: "lab", label: "报修", version: "1.0.0", language: "zh-CN" };

const documents: readonly Document[] = [
  {
    kind: "entity",
    id: "customer",
    label: "客户",
    title: "name",
    fields: [{ id: "name", type: "text", label: "名称", required: true }],
  },
  {
    kind: "entity",
    id: "ticket",
    label: "工单",
    title: "title",
    fields: [
      { id: "title", type: "text", label: "标题", required: true },
      { id: "customer", type: "reference", label: "客户", to: "customer" },
      {
        id: "status",
        type: "choice",
        label: "状态",
        required: true,
        options: [
          { id: "open", label: "待处理" },
          { id: "doing", label: "处理中" },
          { id: "done", label: "已完成" },
          { id: "void", label: "已作废" },
        ],
        default: "open",
      },
      { id: "note", type: "long_text", label: "处理说明" },
      { id: "accepted_by", type: "text", label: "验收人", required: true },
    ],
    states: {
      field: "status",
      moves: {
        open: ["doing", "void"],
        doing: ["open", { to: "done", by: ["action:close"] }, "void"],
      },
    },
    actions: [
      {
        id: "close",
        label: "完工",
        when: 'status = "doing"',
        style: "primary",
        confirm: "完工后不能再改回来",
        input: [{ id: "result", type: "text", label: "结果", required: true }],
        set: { status: "done", note: "=$input.result" },
      },
    ],
  },
  {
    kind: "form",
    id: "ticket",
    label: "工单",
    entity: "ticket",
    sections: [
      { id: "head", label: "基本信息", fields: ["title", "customer", "status"] },
      { id: "work", tab: "处理", fields: ["note"] },
      { id: "acceptance", tab: "验收", fields: ["accepted_by"] },
    ],
  },
  {
    kind: "view",
    id: "tickets",
    label: "全部工单",
    entity: "ticket",
    type: "table",
    columns: ["title", "customer", "status"],
    open: "page:ticket_360",
  },
  {
    kind: "page",
    id: "tickets",
    label: "工单",
    blocks: [{ view: "tickets" }],
    menu: { group: "报修", icon: "wrench" },
  },
  {
    kind: "page",
    id: "ticket_360",
    label: "工单一览",
    entity: "ticket",
    blocks: [
      { id: "facts", title: "要点", record: ["customer", "note"] },
      { id: "call", text: "先打电话", when: '$record.status = "open"' },
      { id: "over", text: "已经处理，不用再看", when: '$record.status = "done"' },
    ],
  },
];

/** An app that has what the example has not: tabs, states, a page that is made for a record. */
export const labBundle = { app, documents } as const;
