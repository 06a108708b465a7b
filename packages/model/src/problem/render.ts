import { type ProblemCode, statusOf } from "./codes.ts";
import { problemTextsEn } from "./messages/en.ts";
import type { ProblemText, ProblemTexts } from "./messages/problem-text.ts";
import { typeWords } from "./messages/type-words.ts";
import { problemTextsZhCn } from "./messages/zh-cn.ts";
import type { Problem, ProblemItem } from "./problem.ts";

/** Languages that the catalogue speaks, the default first. */
export const problemLocales = ["zh-CN", "en"] as const;
export type ProblemLocale = (typeof problemLocales)[number];

const textsByLocale: Readonly<Record<ProblemLocale, ProblemTexts>> = {
  "zh-CN": problemTextsZhCn,
  en: problemTextsEn,
};

/** The words for a code: title, sentences and the explanation of its page. */
export function problemText(code: ProblemCode, locale: ProblemLocale): ProblemText {
  return textsByLocale[locale][code];
}

/**
 * The catalogue's language for an `Accept-Language` header or a BCP 47 tag: every `zh…` is zh-CN, the rest en.
 * Without a header it is the workspace's.
 */
export function problemLocale(
  acceptLanguage: string | undefined,
  fallback: ProblemLocale = "en",
): ProblemLocale {
  for (const range of rankedRanges(acceptLanguage ?? "")) {
    if (/^zh\b/i.test(range)) return "zh-CN";
    if (/^en\b/i.test(range)) return "en";
  }
  return fallback;
}

function rankedRanges(header: string): readonly string[] {
  return header
    .split(",")
    .map((part, index) => {
      const [range = "", ...parameters] = part.trim().split(";");
      const weight = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find((q) => q !== undefined);
      return { range, index, quality: weight === undefined ? 1 : Number(weight) };
    })
    .filter((entry) => entry.range !== "" && entry.quality > 0)
    .sort((a, b) => b.quality - a.quality || a.index - b.index)
    .map((entry) => entry.range);
}

/**
 * The item that a caller receives: the sentence in their language, what was expected and got, and a fix.
 *
 * @example
 * renderProblem({ code: "required", path: "/name", params: { label: "Name" } }, "en")
 * // { code: "required", path: "/name", message: "Name is required", fix: "Enter Name" }
 */
export function renderProblem(problem: Problem, locale: ProblemLocale): ProblemItem {
  const text = problemText(problem.code, locale);
  const variant = problem.variant === undefined ? undefined : text.variants?.[problem.variant];
  const params = inWords({ ...scalars(problem), ...problem.params }, locale);
  const message = problem.message ?? choose([...(variant?.message ?? []), ...text.message], params);
  return {
    // A rule may name a code of its own (documents.md 8).
    code: problem.code === "rule_failed" ? String(problem.params?.code ?? problem.code) : problem.code,
    path: problem.path,
    message,
    ...(problem.expected === undefined ? {} : { expected: problem.expected }),
    ...(problem.got === undefined ? {} : { got: problem.got }),
    ...(problem.at === undefined
      ? {}
      : { at: { text: problem.at.text, offset: problem.at.offset, length: problem.at.length } }),
    fix: choose([...(variant?.fix ?? []), ...text.fix], params),
  };
}

/** `expected` and `got` may stand in sentences where they are plain values. */
function scalars(problem: Problem): Record<string, string | number> {
  const out: Record<string, string | number> = {};
  for (const name of ["expected", "got"] as const) {
    const value = problem[name];
    if (typeof value === "string" || typeof value === "number") out[name] = shorten(value);
  }
  return out;
}

/** Names of types as people say them; other values stay as they are. */
function inWords(
  params: Readonly<Record<string, string | number>>,
  locale: ProblemLocale,
): Readonly<Record<string, string | number>> {
  const words = typeWords[locale];
  // `decimal(2)` and `reference(crm.customer)` are a decimal and a reference to a reader.
  const word = (value: string | number) =>
    typeof value === "string"
      ? (words[value] ?? words[/^(\w+)\(.*\)$/.exec(value)?.[1] ?? ""] ?? value)
      : value;
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeParams.includes(name) ? word(value) : value]),
  );
}

const typeParams: readonly string[] = ["expected", "got", "left", "right", "kind"];

function shorten(value: string | number): string | number {
  return typeof value === "string" && value.length > 60
    ? `${Array.from(value).slice(0, 57).join("")}…`
    : value;
}

function choose(sentences: readonly string[], params: Readonly<Record<string, string | number>>): string {
  const has = (name: string) => Object.hasOwn(params, name);
  const fitting = sentences.find((sentence) =>
    [...sentence.matchAll(/\{(\w+)\}/g)].every((match) => has(match[1] ?? "")),
  );
  return (fitting ?? sentences.at(-1) ?? "").replace(/\{(\w+)\}/g, (whole, name: string) =>
    has(name) ? String(params[name]) : whole,
  );
}

/** The page that explains a code, as Markdown: zh-CN first, then English. */
export function problemPage(code: ProblemCode): string {
  const zh = problemText(code, "zh-CN");
  const en = problemText(code, "en");
  const section = (text: ProblemText, fixTitle: string) =>
    [`## ${text.title}`, "", text.explain, "", `**${fixTitle}** ${plain(text.fix)}`].join("\n");
  return `# ${code}\n\nHTTP ${statusOf(code)}\n\n${section(zh, "怎么办：")}\n\n${section(en, "What to do:")}\n`;
}

function plain(sentences: readonly string[]): string {
  return sentences.at(-1) ?? "";
}
