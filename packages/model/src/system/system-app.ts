import type { Document } from "../document/document.ts";

/**
 * People and departments are ordinary entities, so that references, labels, lists, filters and history work
 * on them as on any other. Passwords and roles are not fields: they stand in tables of the platform.
 */
export const systemDocuments: readonly Document[] = [
  {
    kind: "app",
    id: "system",
    label: "系统",
    version: "1.0.0",
    language: "zh-CN",
    languages: ["zh-CN", "en"],
  },
  {
    kind: "entity",
    id: "user",
    label: "用户",
    title: "name",
    icon: "user",
    fields: [
      { id: "email", type: "email", label: "邮箱", required: true },
      { id: "name", type: "text", label: "姓名", required: true },
      { id: "unit", type: "reference", to: "system.unit", label: "部门" },
      { id: "manager", type: "user", label: "上级" },
      { id: "active", type: "boolean", label: "启用", default: true },
    ],
    unique: [{ fields: ["email"] }],
    search: ["name", "email"],
    trash: false,
  },
  {
    kind: "entity",
    id: "unit",
    label: "部门",
    title: "name",
    icon: "network",
    fields: [
      { id: "name", type: "text", label: "名称", required: true },
      { id: "parent", type: "reference", to: "system.unit", label: "上级部门" },
      { id: "head", type: "user", label: "负责人" },
    ],
    search: ["name"],
    tree: "parent",
  },
  {
    kind: "translation",
    id: "en",
    entries: {
      "app:system/label": "System",
      "entity:user/label": "User",
      "entity:user/fields/email/label": "E-mail",
      "entity:user/fields/name/label": "Name",
      "entity:user/fields/unit/label": "Department",
      "entity:user/fields/manager/label": "Manager",
      "entity:user/fields/active/label": "Active",
      "entity:unit/label": "Department",
      "entity:unit/fields/name/label": "Name",
      "entity:unit/fields/parent/label": "Parent department",
      "entity:unit/fields/head/label": "Head",
    },
  },
];

/** Roles that exist without a document: contract 0. */
export const builtInRoles = ["system.admin", "system.designer", "system.auditor"] as const;
