import "@dougong/ui/fonts.css";
import "@dougong/ui/base.css";
import "./screens/screens.css";
import { preferredLanguage, startI18n, ThemeProvider } from "@dougong/ui";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider, useTranslation } from "react-i18next";
import { App } from "./app.tsx";

/** The nonce that the server gave to this page's answer. */
function pageNonce(): string | null {
  const meta = document.querySelector<HTMLMetaElement>("meta[property='csp-nonce']");
  return meta?.nonce === undefined || meta.nonce === "" ? null : meta.nonce;
}

function Themed() {
  const { i18n } = useTranslation();
  return (
    <ThemeProvider locale={i18n.language} nonce={pageNonce()}>
      <App />
    </ThemeProvider>
  );
}

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no #root");
const i18n = await startI18n(preferredLanguage());
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <Themed />
    </I18nextProvider>
  </StrictMode>,
);
