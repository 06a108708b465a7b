import { expectNoSeriousAxe, launchBrowser, newPage, type TestPage } from "@dougong/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { gb18030 } from "./gb18030.ts";
import { type Portal, startPortal } from "./start-portal.ts";

let portal: Portal;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let tab: TestPage;

beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(), launchBrowser()]);
  await portal.setUp();
  await portal.api("POST", "/apps/import", { example: "crm", seed: true });
});
beforeEach(async () => {
  tab = await newPage(browser, { baseURL: portal.url, viewport: { width: 1440, height: 900 } });
  await tab.context.addCookies([portal.cookie()]);
});
afterEach(() => tab.close());
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

const heading = "客户名称,电话,地址,信用额度,合作日期";
const good = Array.from(
  { length: 200 },
  (_, index) =>
    `客户${String(index + 1).padStart(3, "0")},0512-6288${1000 + index},"园区路 ${index + 1} 号\r\n二楼","1,234.50",2026/1/5`,
);
const bad = [",0512-1,,1,2026/1/5", "坏金额,0512-2,,很多,2026/1/5", "坏日期,0512-3,,1,2026/13/5"];

describe("an import of customers", () => {
  it("takes the good rows, gives the bad ones back as a file, and takes that file once it is mended", async () => {
    const { page } = tab;
    await page.goto("/a/crm/customer/import");
    const csv = [heading, ...good, ...bad, ""].join("\r\n");
    await page
      .getByLabel("选择文件")
      .last()
      .setInputFiles({ name: "客户.csv", mimeType: "text/csv", buffer: gb18030(csv) });
    await page.getByText("203 行，5 列").waitFor();
    await expectNoSeriousAxe(page);
    await page.getByRole("button", { name: "先检查" }).click();
    await page.getByText("200 / 203").waitFor();
    await expectNoSeriousAxe(page);
    await page.getByRole("button", { name: "导入 200 行" }).click();
    await page.getByRole("heading", { name: "导入完成" }).waitFor();
    await page.getByText("新建 200 条，有问题 3 行").waitFor();
    await expectNoSeriousAxe(page);
    const downloading = page.waitForEvent("download");
    await page.getByText("下载有问题的行").click();
    const returned = await textOf(await (await downloading).createReadStream());
    for (const name of ["坏金额", "坏日期"]) expect(returned).toContain(name);
    expect(returned).not.toContain("客户001");
    const mended = returned
      .replace("很多", "2000")
      .replace("2026/13/5", "2026/12/5")
      .replace(/^(﻿?客户名称[^\n]*\n)[^,]*,/, "$1补名字,");
    await page.getByRole("button", { name: "再导一份" }).click();
    await page
      .getByLabel("选择文件")
      .last()
      .setInputFiles({ name: "bad.csv", mimeType: "text/csv", buffer: Buffer.from(mended) });
    await page.getByRole("button", { name: "导入 3 行" }).click();
    await page.getByText("新建 3 条").waitFor();
    await page.getByRole("button", { name: "看列表" }).click();
    await page.getByRole("searchbox").fill("补名字");
    await page.getByRole("rowheader").first().waitFor();
  });
});

describe("a list", () => {
  it("is searched, narrowed and ordered; the address keeps all of it over a reload", async () => {
    const { page } = tab;
    await page.goto("/a/crm/customers");
    const table = page.getByRole("table", { name: "客户" });
    const rows = table.locator("tr[data-index]");
    await rows.first().waitFor();
    await page.getByRole("searchbox").fill("有限公司");
    await expect.poll(() => rows.count()).toBe(6);
    await page.getByRole("button", { name: "等级", exact: true }).first().click();
    const editor = page.getByRole("dialog");
    await editor.getByRole("checkbox", { name: "A 级" }).check();
    await expectNoSeriousAxe(page);
    await editor.getByRole("button", { name: "应用" }).click();
    await expect.poll(() => rows.count()).toBe(2);
    await table.getByRole("button", { name: "信用额度" }).click();
    await table.getByRole("button", { name: "信用额度" }).click();
    await expect.poll(() => rows.first().innerText()).toContain("江驰");
    await page.reload();
    await rows.first().waitFor();
    await expect.poll(() => rows.count()).toBe(2);
    expect(await rows.first().innerText()).toContain("江驰");
    expect(await page.getByRole("searchbox").inputValue()).toBe("有限公司");
    await page.getByRole("button", { name: "去掉条件 等级" }).click();
    await expect.poll(() => rows.count()).toBe(6);
    await page.getByRole("searchbox").fill("谁也不叫这个");
    await page.getByRole("heading", { name: "没有符合的客户" }).waitFor();
    await expectNoSeriousAxe(page);
  });

  it("goes on as one moves down by keyboard, beyond what was loaded first", async () => {
    const { page } = tab;
    await page.goto("/a/crm/customers");
    await page.getByRole("link", { name: /C0/ }).first().focus();
    const last = page.locator('tr[data-index="150"]');
    for (let step = 0; step < 30 && !(await last.isVisible()); step += 1)
      await page.keyboard.press("PageDown");
    await last.waitFor();
  });

  it("shows more on a phone when asked to", async () => {
    const { page } = tab;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/a/crm/customers");
    await page.getByRole("button", { name: "再显示一些" }).click();
    await page.getByText("客户150").waitFor({ state: "attached" });
  });
});

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString("utf8");
}
