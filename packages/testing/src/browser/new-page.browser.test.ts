import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectNoSeriousAxe } from "./expect-no-serious-axe.ts";
import { launchBrowser } from "./launch-browser.ts";
import { newPage } from "./new-page.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

function html(body: string): string {
  return `data:text/html;charset=utf-8,${encodeURIComponent(`<!doctype html><html lang="zh"><title>客户</title><main>${body}</main></html>`)}`;
}

test("a page has the asked size and language", async () => {
  const { page, close } = await newPage(browser, { viewport: { width: 360, height: 740 }, locale: "en-GB" });
  await page.goto(html("<h1>客户</h1>"));
  expect(await page.evaluate("[innerWidth, navigator.language].join()")).toBe("360,en-GB");
  await close();
});

test("errors of the console and uncaught ones are collected", async () => {
  const { page, errors, close } = await newPage(browser);
  await page.goto(
    html("<script>console.error('first'); setTimeout(() => { throw new Error('second') }, 0)</script>"),
  );
  await expect.poll(() => errors.length).toBe(2);
  expect(errors).toEqual(["first", "second"]);
  await close();
});

test("a button without a name is a serious fault, a page without faults passes", async () => {
  const { page, close } = await newPage(browser);
  await page.goto(html("<h1>客户</h1><button></button>"));
  await expect(expectNoSeriousAxe(page)).rejects.toThrow("button-name");
  await page.goto(html("<h1>客户</h1><button>新建</button>"));
  await expectNoSeriousAxe(page);
  await close();
});
