import { nearest } from "@dougong/model";
import { readDate, readDatetime, readTime } from "../ast/literals.ts";
import type { Checked } from "../types/checked.ts";
import type { Type } from "../types/type.ts";
import { typeName } from "../types/type-name.ts";
import type { Report } from "./report.ts";

type Constant = Extract<Checked, { node: "constant" }>;

/** Ids are UUIDs in lower case. */
const recordId = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

function isConstantText(node: Checked): node is Constant {
  return node.node === "constant" && node.type.kind === "text" && typeof node.value === "string";
}

/** True where a constant string beside this type is read as a value of it. */
export function readsConstants(type: Type): boolean {
  return ["date", "time", "datetime", "choice", "reference"].includes(type.kind);
}

/**
 * A constant string as a value of the type beside it; other nodes as they are.
 * Answers null after a report: an unknown option is an error.
 */
export function readConstant(node: Checked, type: Type, argument: number, report: Report): Checked | null {
  if (!isConstantText(node) || !readsConstants(type)) return node;
  const text = String(node.value);
  if (type.kind === "choice") {
    if (type.options.includes(text)) return { ...node, type };
    const near = nearest(text, type.options);
    return report.problem(argument, {
      code: "reference_not_found",
      params: {
        name: text,
        options: type.options.join(", "),
        ...(near === undefined ? {} : { nearest: near }),
      },
      expected: [...type.options],
      got: text,
    });
  }
  const value = readAs(text, type);
  if (value !== null) return { ...node, type, value };
  return report.problem(argument, {
    code: "bad_format",
    params: { label: JSON.stringify(text), expected: typeName(type), ...exampleOf(type) },
    expected: typeName(type),
    got: text,
  });
}

function readAs(text: string, type: Type): string | null {
  switch (type.kind) {
    case "date":
      return readDate(text);
    case "time":
      return readTime(text);
    case "datetime":
      return readDatetime(text);
    default:
      return recordId.test(text) ? text.toLowerCase() : null;
  }
}

function exampleOf(type: Type): { readonly example: string } | Record<string, never> {
  const examples: Readonly<Record<string, string>> = {
    date: "2026-01-31",
    time: "09:30",
    datetime: "2026-01-31T09:30:00Z",
  };
  const example = examples[type.kind];
  return example === undefined ? {} : { example };
}
