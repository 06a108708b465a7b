import type { Operator } from "../operators/operator.ts";
import { operators } from "../operators/registry.ts";

const heads = {
  en: {
    title: "# Operators and functions",
    lead: "Made from the registry by `npx vitest run --project expression -u`; a test keeps it true. Text and time patterns, and what null means, stand in the contract.",
    columns: ["Name", "JSON", "What it does", "Example", "Over lists"],
    yes: "yes",
  },
  zh: {
    title: "# 运算符与函数",
    lead: "由注册表生成（`npx vitest run --project expression -u`），并由测试保证一致。",
    columns: ["名称", "JSON", "作用", "示例", "用于列表"],
    yes: "是",
  },
} as const;

/** The page of all operators in one language, in Markdown: `docs/guide/functions.<language>.md`. */
export function functionReference(language: "en" | "zh"): string {
  const { title, lead, columns, yes } = heads[language];
  const all: readonly Operator[] = Object.values(operators);
  const rows = [...all]
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map((one) => [
      cell(signature(one)),
      cell(one.name),
      one.doc[language].replaceAll("|", "\\|"),
      cell(one.doc.example),
      one.aggregate === undefined ? "" : yes,
    ]);
  const table = [columns, columns.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
  return `${title}\n\n${lead}\n\n${table.join("\n")}\n`;
}

function signature({ text, form, arity: [least, most] }: Operator): string {
  if (form !== "function") return text;
  return `${text}(${least === most ? least : `${least}…${Number.isFinite(most) ? most : ""}`})`;
}

function cell(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}
