import type { Session } from "@dougong/client";
import { useTranslation } from "react-i18next";
import { BracketDrawing, Mark } from "../brand/mark.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import "./sign-in.css";

/** The door: one column, one primary action, and the product's only large drawing. */
export function SignInPage({ onSignedIn }: { onSignedIn(session: Session): void }) {
  const { t } = useTranslation();
  return (
    <div className="dg-door">
      <aside className="dg-door-art">
        <div className="dg-row dg-g8 dg-door-brand">
          <Mark size={28} />
          <span>斗拱</span>
        </div>
        <p>
          {t("signIn.tagline1")}
          <br />
          {t("signIn.tagline2")}
        </p>
        <BracketDrawing />
      </aside>
      <main className="dg-door-main">
        <div className="dg-door-column">
          <span className="dg-door-mark">
            <Mark size={32} />
          </span>
          <h1>{t("signIn.title")}</h1>
          <p className="dg-2">{location.host}</p>
          <SignInForm onSignedIn={onSignedIn} />
        </div>
        <footer>
          <LanguageSwitch />
        </footer>
      </main>
    </div>
  );
}
