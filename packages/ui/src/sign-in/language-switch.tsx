import { Languages } from "lucide-react";
import { useTranslation } from "react-i18next";
import { changeLanguage } from "../i18n/i18n.ts";
import "./language-switch.css";

const names = [
  { language: "zh-CN", key: "language.zh" },
  { language: "en", key: "language.en" },
] as const;

/** 简体中文 | English, each in its own words. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: role and name are what assistive technology reads; the element is styled as a box
    <div className="dg-languages" role="group" aria-label={t("profile.language")}>
      <Languages size={14} aria-hidden="true" />
      {names.map(({ language, key }) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          onClick={() => void changeLanguage(i18n, language)}
        >
          {t(key)}
        </button>
      ))}
    </div>
  );
}
