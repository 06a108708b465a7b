import { expectNoSeriousAxe, launchBrowser, newPage, type TestPage } from "@dougong/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { labBundle } from "./lab-bundle.ts";
import { memberOf, type Portal, startPortal } from "./start-portal.ts";

let portal: Portal;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let tab: TestPage;
let customer = "";

beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(), launchBrowser()]);
  await portal.setUp();
  await portal.api("POST", "/apps/import", labBundle);
  customer = memberOf(await portal.api("POST", "/records/lab.customer", { name: "苏州锐科" }), "id");
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

async function ticket(values: Readonly<Record<string, unknown>>): Promise<string> {
  return memberOf(await portal.api("POST", "/records/lab.ticket", { customer, ...values }), "id");
}

describe("a form with tabs", () => {
  it("shows one tab at a time, moves by arrows, and a problem opens the tab that it stands on", async () => {
    const { page } = tab;
    await page.goto("/a/lab/ticket/new");
    await page.getByLabel("标题").fill("机床停机");
    const [first, second] = [
      page.getByRole("tab", { name: "处理" }),
      page.getByRole("tab", { name: "验收" }),
    ];
    expect(await first.getAttribute("aria-selected")).toBe("true");
    await first.focus();
    await page.keyboard.press("ArrowRight");
    expect(await second.getAttribute("aria-selected")).toBe("true");
    await page.getByLabel("验收人").waitFor();
    await page.keyboard.press("Home");
    await page.getByLabel("处理说明").waitFor();
    await expectNoSeriousAxe(page);
    await page.keyboard.press("Control+s");
    await page.getByRole("alert").getByText("1 个问题").waitFor();
    await expect
      .poll(() => page.getByLabel("验收人").evaluate((field) => field === document.activeElement))
      .toBe(true);
    await page.getByLabel("验收人").fill("王工");
    await page.keyboard.press("Control+s");
    await page.getByRole("heading", { level: 1, name: "机床停机" }).waitFor();
  });
});

describe("a record with states", () => {
  it("shows them as a track, and a form offers only where it may go", async () => {
    const { page } = tab;
    const id = await ticket({ title: "换刀", accepted_by: "王工" });
    await page.goto(`/a/lab/ticket/${id}`);
    const track = page.getByRole("list", { name: "状态" });
    await track.waitFor();
    expect(await track.getByRole("listitem").allInnerTexts()).toEqual(["待处理", "处理中", "已完成"]);
    expect(await track.locator('[aria-current="step"]').innerText()).toBe("待处理");
    await expectNoSeriousAxe(page);
    await page.goto(`/a/lab/ticket/${id}/edit`);
    await page.getByRole("combobox", { name: "状态" }).click();
    await page.getByRole("option", { name: "已作废" }).waitFor();
    expect(await page.getByRole("option").allInnerTexts()).toEqual(["待处理", "处理中", "已作废"]);
    await page.getByRole("option", { name: "处理中" }).click();
    await page.keyboard.press("Control+s");
    await page.getByRole("button", { name: "编辑" }).waitFor();
    expect(await track.locator('[aria-current="step"]').innerText()).toBe("处理中");
  });
});

describe("an action of a record", () => {
  it("is offered while it is possible, asks what it needs, says what is missing at its field, and is done", async () => {
    const { page } = tab;
    const id = await ticket({ title: "主轴发热", accepted_by: "王工" });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`/a/lab/ticket/${id}`);
    await page.getByRole("button", { name: "编辑" }).waitFor();
    expect(await page.getByRole("button", { name: "完工" }).count()).toBe(0);
    await portal.api("PATCH", `/records/lab.ticket/${id}`, { status: "doing" }, { "if-match": '"1"' });
    await page.reload();
    await page.getByRole("button", { name: "完工" }).click();
    const dialog = page.getByRole("dialog", { name: "完工" });
    await dialog.getByText("完工后不能再改回来").waitFor();
    await expectNoSeriousAxe(page);
    await dialog.getByRole("button", { name: "完工" }).click();
    await dialog.getByText(/结果.*必填/).waitFor();
    await expectNoSeriousAxe(page);
    await dialog.getByLabel("结果").fill("换了轴承");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    const track = page.getByRole("list", { name: "状态" });
    await expect.poll(() => track.locator('[aria-current="step"]').innerText()).toBe("已完成");
    await page.getByText("换了轴承").first().waitFor();
    expect(await page.getByRole("button", { name: "完工" }).count()).toBe(0);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });
});

describe("what somebody else changes", () => {
  it("is there without a reload, on the list and on the record, which says so", async () => {
    const { page } = tab;
    const streaming = page.waitForResponse(/\/events\?/);
    await page.goto("/a/lab/tickets");
    await streaming;
    const id = await ticket({ title: "电机过热", accepted_by: "王工" });
    await page.getByRole("link", { name: "电机过热" }).click();
    await page.getByRole("region", { name: "动态" }).getByText("新建").waitFor();
    await portal.api("PATCH", `/records/lab.ticket/${id}`, { title: "电机过热，停" }, { "if-match": "*" });
    await page.getByText("这条记录刚有更新").waitFor();
    await page.getByRole("heading", { level: 1, name: "电机过热，停" }).waitFor();
  });
});

describe("a record", () => {
  it("lists what points to it and leads to all of it, with the condition to be seen", async () => {
    const { page } = tab;
    for (let index = 0; index < 6; index += 1) await ticket({ title: `报修 ${index}`, accepted_by: "王工" });
    await page.goto(`/a/lab/customer/${customer}`);
    const related = page.getByRole("table", { name: "工单" });
    await related.waitFor();
    expect(await related.locator("tbody tr").count()).toBe(5);
    await expectNoSeriousAxe(page);
    await page.getByRole("link", { name: "全部工单" }).click();
    await page.getByRole("button", { name: "去掉条件 客户" }).waitFor();
  });

  it("tells what it began with, and later each value old beside new, by names and not by ids", async () => {
    const { page } = tab;
    const id = await ticket({ title: "漏油", accepted_by: "王工" });
    await portal.api("PATCH", `/records/lab.ticket/${id}`, { title: "漏油，急" }, { "if-match": '"1"' });
    await page.goto(`/a/lab/ticket/${id}`);
    const timeline = page.getByRole("region", { name: "动态" });
    await timeline.getByText("修改了 1 处").waitFor();
    await timeline.locator("del").getByText("漏油", { exact: true }).waitFor();
    await timeline.locator("ins").getByText("漏油，急").waitFor();
    await timeline.locator("[data-new]").getByText("苏州锐科").waitFor();
  });

  it("is shown by the blocks of a page that is made for it, each as its condition says", async () => {
    const { page } = tab;
    const id = await ticket({ title: "异响", accepted_by: "王工", note: "夜班发现" });
    await page.goto("/a/lab/tickets");
    await page.getByRole("link", { name: "异响" }).click();
    await page.waitForURL(`**/a/lab/ticket_360/${id}`);
    await page.getByRole("heading", { name: "要点" }).waitFor();
    await page.getByText("先打电话", { exact: true }).waitFor();
    expect(await page.getByText("已经处理，不用再看").count()).toBe(0);
    await page.getByText("夜班发现").first().waitFor();
    await expectNoSeriousAxe(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await expectNoSeriousAxe(page);
  });
});
