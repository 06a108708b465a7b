import { expectNoSeriousAxe, launchBrowser, newPage, type TestPage } from "@dougong/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Portal, startPortal } from "./start-portal.ts";

let portal: Portal;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let tab: TestPage;

beforeEach(async () => {
  tab = await signedIn({ width: 1440, height: 900 });
});
afterEach(() => tab.close());

beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(), launchBrowser()]);
  await portal.setUp();
  await portal.api("POST", "/apps/import", { example: "crm", seed: true });
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

async function signedIn(viewport: { readonly width: number; readonly height: number }): Promise<TestPage> {
  const opened = await newPage(browser, { baseURL: portal.url, viewport });
  await opened.context.addCookies([portal.cookie()]);
  return opened;
}

/** The amounts that a screen shows, by their labels. */
async function amounts(page: TestPage["page"], labels: readonly string[]): Promise<readonly string[]> {
  return Promise.all(
    labels.map(async (label) => (await page.getByLabel(label, { exact: true }).last().innerText()).trim()),
  );
}

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const sums = ["明细合计", "折扣金额", "不含税金额", "税额", "价税合计"] as const;

describe("a customer", () => {
  it("is created from the list, with its problems at their fields", async () => {
    const { page } = tab;
    await page.goto("/a/crm/customers");
    await page.getByRole("button", { name: "新建客户" }).first().click();
    await page.getByLabel("信用额度").fill("很多");
    await page.getByRole("button", { name: "保存" }).first().click();
    await page.getByRole("alert").getByText("2 个问题").waitFor();
    await expectNoSeriousAxe(page);
    await page.getByLabel("客户名称").fill("佛山顺邦家电有限公司");
    await page.getByLabel("信用额度").fill("1,234,567.5");
    await page.getByLabel("合作日期").fill("2026/1/5");
    await page.getByRole("combobox", { name: "等级" }).fill("A");
    await page.keyboard.press("Enter");
    await page.getByLabel("账期（天）").fill("45");
    expect(await page.getByLabel("信用额度").inputValue()).toBe("1,234,567.50");
    await page.keyboard.press("Control+s");
    await page.getByRole("heading", { level: 1, name: "佛山顺邦家电有限公司" }).waitFor();
    for (const text of ["1,234,567.50", "2026-01-05", "A 级", "45"])
      await page.getByText(text, { exact: true }).first().waitFor();
  });
});

describe("an order", () => {
  it("shows its amounts while it is typed, and the same after saving", async () => {
    const { page } = tab;
    await page.goto("/a/crm/order/new");
    await page.getByRole("combobox", { name: "客户" }).fill("佛山顺邦");
    await page.keyboard.press("Enter");
    const lines = page.getByRole("table", { name: "订单明细" });
    await lines.getByLabel("商品").first().fill("轴承");
    await page.keyboard.press("Enter");
    await lines.getByLabel("数量").first().fill("333");
    await lines.getByLabel("单价").first().fill("14.805");
    await lines.getByLabel("折扣", { exact: true }).first().fill("8%");
    await page.getByLabel("整单折扣").fill("0.05");
    // 333 × 14.805 × 0.92 = 4535.6598, rounded half away from zero to cents.
    const typed = await expect
      .poll(() => amounts(page, sums))
      .toEqual(["4,535.66", "226.78", "4,308.88", "560.16", "4,869.04"])
      .then(() => amounts(page, sums));
    await expectNoSeriousAxe(page);
    await page.getByRole("button", { name: "保存" }).first().click();
    await page.getByRole("button", { name: "编辑" }).waitFor();
    const saved = await page
      .locator("dt")
      .filter({ hasText: /合计|金额|税额/ })
      .evaluateAll((terms) => terms.map((term) => term.nextElementSibling?.textContent ?? ""));
    expect(saved).toEqual(typed);
    await expectNoSeriousAxe(page);
  });

  it("is entered by keyboard alone: Enter goes on, Alt+Enter adds a row, Ctrl+Delete takes it away", async () => {
    const { page } = tab;
    await page.goto("/a/crm/orders");
    await page.getByRole("table", { name: "销售订单" }).waitFor();
    await page.keyboard.press("n");
    const customer = page.getByRole("combobox", { name: "客户" });
    await customer.waitFor();
    await page.keyboard.type("苏州锐科");
    await page.keyboard.press("Enter");
    await expect.poll(() => customer.inputValue()).toBe("苏州锐科自动化有限公司");
    const products = page.getByRole("table", { name: "订单明细" }).getByLabel("商品");
    for (
      let step = 0;
      step < 20 && !(await products.first().evaluate((element) => element === document.activeElement));
      step += 1
    )
      await page.keyboard.press("Tab");
    await page.keyboard.type("丝杠");
    await page.keyboard.press("Enter");
    await expect.poll(() => products.first().inputValue()).not.toBe("丝杠");
    for (const text of ["2", "100"]) {
      await page.keyboard.press("Enter");
      await page.keyboard.type(text);
    }
    await page.keyboard.press("Alt+Enter");
    await expect.poll(() => products.count()).toBe(2);
    await page.keyboard.press("Control+Delete");
    await expect.poll(() => products.count()).toBe(1);
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "编辑" }).waitFor();
    await page.getByText("200.00", { exact: true }).first().waitFor();
  });

  it("takes rows from Excel by their heads, and gives them back with one undo", async () => {
    const { page } = tab;
    await page.goto("/a/crm/order/new");
    const lines = page.getByRole("table", { name: "订单明细" });
    await lines.getByLabel("商品").first().focus();
    const pasted = "单价\t商品\t数量\n14.80\t深沟球轴承 6205-2RS\t400\n1.65\t没有这个商品\t1,200\n";
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, pasted);
    await page.getByText("粘贴了 2 行").waitFor();
    await page.getByText("1 格没对上").waitFor();
    expect(await lines.getByLabel("数量").nth(1).inputValue()).toBe("1,200");
    await expect.poll(() => lines.getByLabel("商品").first().inputValue()).toBe("深沟球轴承 6205-2RS");
    await page.getByRole("button", { name: "撤销粘贴" }).click();
    await expect.poll(() => lines.getByLabel("数量").count()).toBe(1);
  });

  it("waits for a name that is still being looked up when it is saved, and says when nothing is called so", async () => {
    const { page } = tab;
    await page.goto("/a/crm/payment/new");
    await page.getByLabel("金额").fill("12");
    const order = page.getByRole("combobox", { name: "销售订单" });
    await order.fill("没有这张单");
    await page.keyboard.press("Control+s");
    await page.getByText("“销售订单”：没有这条销售订单").waitFor();
    expect(await order.inputValue()).toBe("没有这张单");
    const { promise: saved, resolve: pressed } = deferred();
    await page.route("**/records/crm.order/query", async (route) => {
      await saved;
      await route.continue();
    });
    await order.fill("0001");
    await page.keyboard.press("Control+s");
    pressed();
    await page.getByRole("button", { name: "编辑" }).waitFor();
    await page.getByText("12.00", { exact: true }).first().waitFor();
  });

  it("obeys the rule that a large discount needs its reason, live", async () => {
    const { page } = tab;
    await page.goto("/a/crm/order/new");
    await page.getByLabel("整单折扣").fill("0.3");
    const reason = page.getByLabel("折扣原因");
    await reason.waitFor();
    expect(await reason.getAttribute("aria-required")).toBe("true");
    await page.getByLabel("整单折扣").fill("0.1");
    await expect.poll(() => reason.getAttribute("aria-required")).toBeNull();
    await page.getByLabel("整单折扣").fill("0");
    await reason.waitFor({ state: "detached" });
  });

  it("is one record though it is saved twice at once", async () => {
    const { page } = tab;
    const count = async () =>
      JSON.stringify(await portal.api("GET", "/records/crm.payment?count=exact&limit=1")).match(
        /"count":(\d+)/,
      )?.[1];
    const before = Number(await count());
    await page.goto("/a/crm/payment/new");
    const order = page.getByRole("combobox", { name: "销售订单" });
    await order.fill("SO-");
    await page.keyboard.press("Enter");
    // What is tested is the double click; a look-up under way has a test of its own.
    await expect.poll(() => order.inputValue(), { timeout: 30_000 }).toMatch(/^SO-\d{8}-/);
    await page.getByLabel("金额").fill("10");
    await page.getByRole("button", { name: "保存" }).first().dblclick();
    await page.getByRole("button", { name: "编辑" }).waitFor();
    expect(Number(await count())).toBe(before + 1);
  });
});

describe("on a phone of 360 px", () => {
  it("every screen fits, and an order can be made", async () => {
    const { page, close } = await signedIn({ width: 360, height: 740 });
    for (const address of [
      "/a/crm/orders",
      "/a/crm/customers",
      "/a/crm/order/new",
      "/a/crm/customer/import",
      "/settings",
    ]) {
      await page.goto(address);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      await expectNoSeriousAxe(page);
    }
    await page.goto("/a/crm/order/new");
    await page.getByRole("combobox", { name: "客户" }).fill("苏州锐科");
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "商品" }).fill("轴承");
    await page.keyboard.press("Enter");
    await page.getByLabel("数量").fill("2");
    await page.getByLabel("单价").fill("10");
    await expect.poll(() => amounts(page, ["价税合计"])).toEqual(["22.60"]);
    await page.getByRole("button", { name: "保存" }).last().click();
    await page.getByRole("button", { name: "编辑" }).waitFor();
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await expectNoSeriousAxe(page);
    await close();
  });
});
