import { expectNoSeriousAxe, launchBrowser, newPage, type TestPage } from "@dougong/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admin, type Portal, setupToken, startPortal, workspace } from "./start-portal.ts";

let portal: Portal;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let tab: TestPage;

beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(), launchBrowser()]);
  tab = await newPage(browser, { baseURL: portal.url, viewport: { width: 1440, height: 900 } });
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

describe("the first run", () => {
  it("says what is missing before it goes on", async () => {
    const { page } = tab;
    await page.goto(`/setup?token=${setupToken}`);
    await page.getByRole("heading", { name: "先建管理员账号" }).waitFor();
    await expectNoSeriousAxe(page);
    await page.getByLabel("密码", { exact: true }).fill("short");
    await page.getByRole("button", { name: "下一步" }).click();
    await page.getByText("密码至少 10 个字符").waitFor();
    await page.getByText("姓名没有填").waitFor();
  });

  it("makes the first admin, installs the example and ends in its list", async () => {
    const { page } = tab;
    await page.getByLabel("姓名").fill(admin.name);
    await page.getByLabel("邮箱").fill(admin.email);
    await page.getByLabel("密码", { exact: true }).fill(admin.password);
    await page.getByLabel("再输一次密码").fill(admin.password);
    await page.getByRole("button", { name: "下一步" }).click();
    await page.getByLabel("单位名称").fill(workspace.name);
    await expectNoSeriousAxe(page);
    await page.getByRole("button", { name: "下一步" }).click();
    await page.getByRole("checkbox", { name: /客户管理/ }).waitFor();
    await expectNoSeriousAxe(page);
    await page.getByRole("button", { name: "安装 1 个应用" }).click();
    await page.getByRole("heading", { name: "销售订单" }).waitFor();
    await page.getByRole("table", { name: "销售订单" }).waitFor();
    await expectNoSeriousAxe(page);
  });

  it("happens once: the address then says so", async () => {
    const { page, close } = await newPage(browser, { baseURL: portal.url });
    await page.goto(`/setup?token=${setupToken}`);
    await page.getByRole("heading", { name: "已经设置过了" }).waitFor();
    await close();
  });
});

describe("signing in", () => {
  it("asks for no session that cannot be there, so that the console stays quiet", async () => {
    const { page, errors, close } = await newPage(browser, { baseURL: portal.url });
    await page.goto("/");
    await page.getByRole("heading", { name: "登录" }).waitFor();
    expect(errors).toEqual([]);
    await close();
  });

  it("refuses a wrong password at its field and takes the right one", async () => {
    const { page, close } = await newPage(browser, { baseURL: portal.url });
    await page.goto("/a/crm/customers");
    await page.getByLabel("邮箱").fill(admin.email);
    await page.getByLabel("密码", { exact: true }).fill("not the password");
    await page.keyboard.press("Enter");
    await page.getByText("邮箱或密码不对").waitFor();
    await expectNoSeriousAxe(page);
    await page.getByLabel("密码", { exact: true }).fill(admin.password);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "客户", exact: true }).waitFor();
    expect(page.url()).toContain("/a/crm/customers");
    await close();
  });

  it("ends with signing out, and the language is changed in place", async () => {
    const { page } = tab;
    await page.goto("/settings");
    await expectNoSeriousAxe(page);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    expect(await page.getAttribute("html", "lang")).toBe("en");
    await page.getByRole("link", { name: "Sales orders" }).waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  });
});
