import { expectNoSeriousAxe, launchBrowser, newPage, type TestPage } from "@dougong/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { admin, memberOf, type Portal, startPortal } from "./start-portal.ts";

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

describe("work that is interrupted", () => {
  it("goes on after a sign-in in place when the session has ended", async () => {
    const { page, context } = tab;
    await page.goto("/a/crm/customer/new");
    await page.getByLabel("客户名称").fill("无锡中断有限公司");
    await context.clearCookies();
    await page.keyboard.press("Control+s");
    const dialog = page.getByRole("dialog", { name: "登录已过期" });
    await dialog.waitFor();
    await expectNoSeriousAxe(page);
    await dialog.getByLabel("密码", { exact: true }).fill(admin.password);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "无锡中断有限公司" }).waitFor();
  });

  it("meets a colleague's edit with both versions, and saves what is merged", async () => {
    const { page } = tab;
    const id = memberOf(
      await portal.api("POST", "/records/crm.customer", { name: "常州两人有限公司", phone: "0519-1" }),
      "id",
    );
    await page.goto(`/a/crm/customer/${id}/edit`);
    await page.getByLabel("电话").fill("0519-2222");
    await page.getByLabel("税号").fill("TAX1");
    await portal.api(
      "PATCH",
      `/records/crm.customer/${id}`,
      { phone: "0519-3333", address: "新地址" },
      { "if-match": '"1"' },
    );
    await page.keyboard.press("Control+s");
    const dialog = page.getByRole("dialog", { name: "你编辑时，有人保存了这条记录" });
    for (const text of ["0519-2222", "0519-3333", "新地址", "TAX1"])
      await dialog.getByText(text).first().waitFor();
    await expectNoSeriousAxe(page);
    await dialog.getByRole("radio", { name: "我的" }).check();
    await dialog.getByRole("button", { name: "合并并保存" }).click();
    await page.getByRole("button", { name: "编辑" }).waitFor();
    const stored = await portal.api("GET", `/records/crm.customer/${id}`);
    expect(stored).toMatchObject({ phone: "0519-2222", address: "新地址", tax_no: "TAX1" });
  });

  it("is back after the connection was lost and the page was loaded again", async () => {
    const { page, context } = tab;
    await page.goto("/a/crm/product/new");
    await page.getByLabel("名称", { exact: true }).waitFor();
    await context.setOffline(true);
    await page.getByLabel("名称", { exact: true }).fill("断网的商品");
    await page.keyboard.press("Control+s");
    await page.getByRole("alert").first().waitFor();
    await page.getByText(/已存到本机/).waitFor();
    await expectNoSeriousAxe(page);
    await context.setOffline(false);
    await page.reload();
    await page.getByText("接着上次没存的内容").waitFor();
    expect(await page.getByLabel("名称", { exact: true }).inputValue()).toBe("断网的商品");
  });
});

describe("the language", () => {
  it("is changed in place, and lists and forms follow", async () => {
    const { page } = tab;
    await page.goto("/settings");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("link", { name: "Customers" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Customers" }).waitFor();
    await expectNoSeriousAxe(page);
    await page.goto("/settings");
    await page.getByRole("button", { name: "简体中文" }).click();
    await page.getByRole("link", { name: "客户" }).first().waitFor();
  });
});
