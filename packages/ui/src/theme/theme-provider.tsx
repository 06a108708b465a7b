import { ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from "react";
import { antdTheme } from "./antd-theme.ts";
import { applyPalette } from "./css-variables.ts";
import { darkPalette, lightPalette } from "./tokens.ts";

/** What the user chose; `system` follows the device. */
export type ThemeChoice = "light" | "dark" | "system";

interface ThemeState {
  readonly choice: ThemeChoice;
  setChoice(choice: ThemeChoice): void;
}

const ThemeContext = createContext<ThemeState>({ choice: "system", setChoice: () => {} });
const storageKey = "dougong.theme";

export interface ThemeProviderProps {
  /** BCP 47 of the interface. */
  readonly locale: string;
  /** The page's nonce, so that antd's style elements pass the Content-Security-Policy. */
  readonly nonce: string | null;
  readonly children: ReactNode;
}

/** Colours, type and antd's theme for everything below. */
export function ThemeProvider({ locale, nonce, children }: ThemeProviderProps) {
  const [choice, setStored] = useState<ThemeChoice>(readChoice);
  const systemDark = useMedia("(prefers-color-scheme: dark)");
  const moreContrast = useMedia("(prefers-contrast: more)");
  const dark = choice === "dark" || (choice === "system" && systemDark);
  const palette = dark ? darkPalette : lightPalette;
  useLayoutEffect(() => {
    applyPalette(document.documentElement, palette, dark ? "dark" : "light", moreContrast);
  }, [palette, dark, moreContrast]);
  const state = useMemo<ThemeState>(
    () => ({
      choice,
      setChoice: (next) => {
        localStorage.setItem(storageKey, next);
        setStored(next);
      },
    }),
    [choice],
  );
  return (
    <ThemeContext value={state}>
      <ConfigProvider
        theme={antdTheme(palette, dark)}
        locale={locale.startsWith("zh") ? zhCN : enUS}
        button={{ autoInsertSpace: false }}
        {...(nonce === null ? {} : { csp: { nonce } })}
      >
        {children}
      </ConfigProvider>
    </ThemeContext>
  );
}

export function useTheme(): ThemeState {
  return useContext(ThemeContext);
}

/** Whether a media query holds now; changes with it. */
export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const update = () => setMatches(list.matches);
    update();
    list.addEventListener("change", update);
    return () => list.removeEventListener("change", update);
  }, [query]);
  return matches;
}

function readChoice(): ThemeChoice {
  const stored = localStorage.getItem(storageKey);
  return stored === "light" || stored === "dark" ? stored : "system";
}
