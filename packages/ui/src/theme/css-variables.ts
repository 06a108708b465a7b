import { fontFamily, monoFamily, type Palette, strongLine } from "./tokens.ts";

/** `primaryBg2` → `--primary-bg-2`. */
export function variableName(token: string): string {
  return `--${token.replace(/[A-Z]|\d+$/g, (part) => `-${part.toLowerCase()}`).replace(/^-/, "")}`;
}

/**
 * Puts the palette on the page as CSS variables. It goes through the object model, not through a
 * style text, so the page's Content-Security-Policy allows it.
 */
export function applyPalette(
  root: HTMLElement,
  palette: Palette,
  mode: "light" | "dark",
  moreContrast: boolean,
): void {
  for (const [token, value] of Object.entries(palette)) root.style.setProperty(cssName(token), String(value));
  if (moreContrast) root.style.setProperty("--line-strong", strongLine[mode]);
  root.style.setProperty("--font", fontFamily);
  root.style.setProperty("--mono", monoFamily);
  root.style.setProperty("color-scheme", mode);
  root.dataset["theme"] = mode;
}

/** Chart colours and shadows keep their short names: `--c1`, `--sh2`. */
function cssName(token: string): string {
  return /^(c|sh)\d$/.test(token) ? `--${token}` : variableName(token);
}
