import { existsSync } from "node:fs";

/** How to get a Chromium, in one line. */
export const chromiumAdvice =
  "No Chromium found for the browser tests: `apt-get install chromium fonts-noto-cjk` (Debian, Ubuntu), or `npx -y playwright-core@1.65.1 install chromium`, or set CHROMIUM_PATH.";

/** Path of a Chromium or Chrome to test with: `CHROMIUM_PATH`, the system's, else the one that playwright downloaded. */
export async function findChromium(): Promise<string | undefined> {
  // Loaded when asked for: most tests need no browser.
  const { chromium } = await import("playwright-core");
  const places = ["/usr/bin/chromium", "/usr/bin/google-chrome", chromium.executablePath()];
  const named = process.env.CHROMIUM_PATH;
  return (named ? [named] : places).find((path) => path !== "" && existsSync(path));
}
