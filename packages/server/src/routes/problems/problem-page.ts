import { type ProblemCode, type ProblemLocale, problemText, statusOf } from "@dougong/model";

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Explanations mark code by backticks; nothing else of Markdown stands in them. */
function inline(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

function section(code: ProblemCode, locale: ProblemLocale): string {
  const { title, explain, fix } = problemText(code, locale);
  const heading = locale === "zh-CN" ? "怎么办" : "What to do";
  return `<section lang="${locale}"><h2>${escapeHtml(title)}</h2><p>${inline(explain)}</p><h3>${heading}</h3><p>${inline(fix.at(-1) ?? "")}</p></section>`;
}

/** The page behind a problem's `type`: what the code means and what to do, in the reader's language first. */
export function problemHtml(code: ProblemCode, locale: ProblemLocale): string {
  const order: readonly ProblemLocale[] = locale === "zh-CN" ? ["zh-CN", "en"] : ["en", "zh-CN"];
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(problemText(code, locale).title)} – Dougong</title></head>
<body><main><h1><code>${code}</code></h1><p>HTTP ${statusOf(code)}</p>
${order.map((one) => section(code, one)).join("\n")}
</main></body></html>
`;
}
