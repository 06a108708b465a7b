import type { Browser } from "playwright-core";
import { chromiumAdvice, findChromium } from "./chromium.ts";

// No sandbox: containers and root have none to give. The rest keeps the browser from talking to anyone but us.
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts a headless Chromium. Close it in `afterAll`. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await findChromium();
  if (executablePath === undefined) throw new Error(chromiumAdvice);
  const { chromium } = await import("playwright-core");
  return chromium.launch({ executablePath, headless: true, args });
}
