import { type Fragment, identifier } from "@dougong/expression";

/** Languages with an order of their own in ICU, as PostgreSQL names its collations; others sort by the root order. */
const languages =
  "af am ar as az be bg bn bs ca cs cy da de dsb ee el en eo es et fa fi fil fo fr ga gl gu ha haw he hi hr hsb hu hy ig is it ja ka kk kl km kn ko kok ky lkt ln lo lt lv mk ml mn mr mt my nb ne nl nn om or pa pl ps pt ro ru se si sk sl sq sr sv sw ta te th to tr ug uk ur uz vi yo zh".split(
    " ",
  );

/**
 * The collation that a workspace's text is sorted by: ICU's for its language, by pinyin for `zh-CN`, by strokes
 * for `zh-TW`.
 */
export function collationOf(locale: string): Fragment {
  return identifier(`${languageOf(locale)}-x-icu`);
}

function languageOf(locale: string): string {
  const [language = "", ...rest] = locale.split("-");
  const known = language === "no" ? "nb" : language;
  if (!languages.includes(known)) return "und";
  const traditional = known === "zh" && rest.some((part) => ["Hant", "TW", "HK", "MO"].includes(part));
  return traditional ? "zh-Hant" : known;
}
