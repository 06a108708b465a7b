// Takes pictures of every screen at desk and phone size, in both languages, from the real server with the CRM
// example: `npx tsx apps/portal/scripts/screenshots.ts <folder> [picture…]`, where a picture
// is `list`, `list-phone` or `list-phone-en`. Build the portal first.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { launchBrowser, newPage } from "@dougong/testing";
import { startPortal } from "../src/e2e/start-portal.ts";
import { fillWorkspace } from "./pictures/fill-workspace.ts";
import { pictures } from "./pictures/pictures.ts";

const shells = [
  { id: "desk", viewport: { width: 1440, height: 900 } },
  { id: "phone", viewport: { width: 360, height: 740 } },
] as const;
const locales = ["zh-CN", "en"] as const;

const [folder = "screenshots", ...names] = process.argv.slice(2);
const target = resolve(folder);
mkdirSync(target, { recursive: true });

const portal = await startPortal();
const browser = await launchBrowser();
const isWanted = (picture: string) =>
  names.length === 0 || names.some((name) => picture === name || picture.startsWith(`${name}-`));

async function take(when: "empty" | "filled"): Promise<void> {
  for (const locale of locales)
    for (const shell of shells)
      for (const picture of pictures.filter((each) => each.when === when)) {
        const file = `${picture.name}-${shell.id}-${locale}`;
        if (!isWanted(file)) continue;
        const tab = await newPage(browser, { baseURL: portal.url, viewport: shell.viewport, locale });
        if (when === "filled" && picture.anonymous !== true) await tab.context.addCookies([portal.cookie()]);
        const path = join(target, `${file}.png`);
        try {
          await picture.open(tab.page, portal, shell.id);
          await tab.page.locator(".dg-skeleton").waitFor({ state: "detached" });
          await tab.page.evaluate(() => document.fonts.ready);
          await tab.page.screenshot({ path, animations: "disabled" });
        } catch (error) {
          process.stderr.write(`${path}: ${String(error).slice(0, 400)}\n`);
          await tab.page.screenshot({ path });
        }
        for (const message of tab.errors) process.stderr.write(`${path}: ${message}\n`);
        await tab.close();
      }
}

try {
  await take("empty");
  await portal.setUp();
  await fillWorkspace(portal);
  await take("filled");
} finally {
  await browser.close();
  await portal.stop();
}
