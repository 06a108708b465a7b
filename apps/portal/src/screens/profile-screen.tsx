import { signOut } from "@dougong/client";
import {
  type Design,
  documentOf,
  LanguageSwitch,
  PageHead,
  type ThemeChoice,
  useApi,
  useDesign,
  useTheme,
} from "@dougong/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import type { TFunction } from "i18next";
import { LogOut } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSessionStore } from "../session/session-context.tsx";

const themes = [
  { choice: "light", key: "profile.themeLight" },
  { choice: "dark", key: "profile.themeDark" },
  { choice: "system", key: "profile.themeSystem" },
] as const satisfies readonly { readonly choice: ThemeChoice; readonly key: string }[];

/** `/settings`: who one is, in which language, in which light, and the way out. */
export function ProfileScreen() {
  const { t } = useTranslation();
  const { user, catalogue } = useDesign();
  const { client } = useApi();
  const { choice, setChoice } = useTheme();
  const store = useSessionStore();
  const cache = useQueryClient();
  const leave = async () => {
    await signOut(client);
    cache.clear();
    store.set(null);
  };
  return (
    <>
      <PageHead title={t("profile.title")} />
      <div className="dg-profile">
        <dl>
          <div>
            <dt>{user.name}</dt>
            <dd>{user.email}</dd>
          </div>
          <div>
            <dt>{t("profile.roles")}</dt>
            <dd>{user.roles.map((role) => roleLabel(catalogue, role, t)).join(t("value.comma"))}</dd>
          </div>
          <div>
            <dt>{t("profile.language")}</dt>
            <dd>
              <LanguageSwitch />
            </dd>
          </div>
          <div>
            <dt id="dg-theme">{t("profile.theme")}</dt>
            <dd>
              <span className="dg-segments" role="radiogroup" aria-labelledby="dg-theme">
                {themes.map((theme) => (
                  <label key={theme.choice} data-on={theme.choice === choice ? "" : undefined}>
                    <input
                      type="radio"
                      className="dg-hidden"
                      name="theme"
                      checked={theme.choice === choice}
                      onChange={() => setChoice(theme.choice)}
                    />
                    {t(theme.key)}
                  </label>
                ))}
              </span>
            </dd>
          </div>
        </dl>
        <Button icon={<LogOut size={16} />} onClick={() => void leave()}>
          {t("action.signOut")}
        </Button>
      </div>
    </>
  );
}

const builtIn = {
  "system.admin": "profile.admin",
  "system.designer": "profile.designer",
  "system.auditor": "profile.auditor",
} as const;

function roleLabel(catalogue: Design["catalogue"], role: string, t: TFunction): string {
  const key = Object.entries(builtIn).find(([id]) => id === role)?.[1];
  if (key !== undefined) return t(key);
  const [app = "", id = ""] = role.split(".");
  return documentOf(catalogue, app, "role", id)?.label ?? role;
}
