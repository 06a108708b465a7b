import { type Fragment, identifier } from "@dougong/expression";

/**
 * The collation that a workspace's text is sorted by: ICU's for its language, by pinyin for `zh-CN`, by strokes
 * for `zh-TW`, the root order where ICU knows no language of that name.
 */
export function collationOf(locale: string): Fragment {
  return identifier(`${languageOf(locale)}-x-icu`);
}

function languageOf(locale: string): string {
  const [language = "", ...rest] = locale.split("-");
  if (!/^[a-z]{2,3}$/.test(language) || Intl.Collator.supportedLocalesOf([language]).length === 0)
    return "und";
  const traditional = language === "zh" && rest.some((part) => ["Hant", "TW", "HK", "MO"].includes(part));
  return traditional ? "zh-Hant" : language;
}
