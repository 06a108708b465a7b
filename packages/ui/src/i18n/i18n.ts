import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { zhCN } from "./resources/zh-cn.ts";

/** Languages of the interface, as BCP 47 tags. */
export const languages = ["zh-CN", "en"] as const;
export type Language = (typeof languages)[number];

const storageKey = "dougong.language";

/** The user's choice, else the browser's wish. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  const wished = stored ?? navigator.language;
  return wished.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

/** Starts the interface's texts; English is loaded when it is wanted. */
export async function startI18n(language: Language): Promise<i18n> {
  const instance = i18next.createInstance();
  instance.use(initReactI18next);
  await instance.init({
    lng: language,
    fallbackLng: "zh-CN",
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    resources: { "zh-CN": { translation: zhCN } },
  });
  await loadLanguage(instance, language);
  document.documentElement.lang = language;
  return instance;
}

/** Changes the language in place and keeps the choice. */
export async function changeLanguage(instance: i18n, language: Language): Promise<void> {
  await loadLanguage(instance, language);
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  await instance.changeLanguage(language);
}

async function loadLanguage(instance: i18n, language: Language): Promise<void> {
  if (language !== "en" || instance.hasResourceBundle("en", "translation")) return;
  const { en } = await import("./resources/en.ts");
  instance.addResourceBundle("en", "translation", en);
}
