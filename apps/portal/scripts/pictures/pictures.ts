import type { Page } from "playwright-core";
import { type Portal, setupToken } from "../../src/e2e/start-portal.ts";
import { idsOf } from "./fill-workspace.ts";

export interface Picture {
  readonly name: string;
  /** Before or after the first admin and the example are there. */
  readonly when: "empty" | "filled";
  readonly anonymous?: true;
  open(page: Page, portal: Portal, shell: "desk" | "phone"): Promise<void>;
}

const at = (name: string, address: string): Picture => ({
  name,
  when: "filled",
  async open(page) {
    await page.goto(address);
    await page.getByRole("heading", { level: 1 }).waitFor();
  },
});

async function firstOf(portal: Portal, entity: string, query = ""): Promise<string> {
  return idsOf(await portal.api("GET", `/records/${entity}?limit=1${query}`))[0] ?? "";
}

const headings = {
  "zh-CN": "客户名称,电话,地址,信用额度,合作日期",
  en: "Name,Phone,Address,Credit limit,Customer since",
} as const;

/** A file with 42 good rows and 3 bad ones; `run` keeps the names of one picture from those of another. */
function badRows(language: "zh-CN" | "en", run: string): string {
  return [
    headings[language],
    ...Array.from(
      { length: 42 },
      (_, row) => `${run}客户${row + 1},0512-62${1000 + row},园区路 ${row} 号,"1,234.50",2026/1/5`,
    ),
    `${run}坏金额有限公司,0512-2,园区路,很多,2026/1/5`,
    `${run}坏日期有限公司,0512-3,园区路,1,2026/13/5`,
    ",0512-4,园区路,1,2026/1/5",
  ].join("\r\n");
}

async function chooseFile(page: Page): Promise<void> {
  await page.goto("/a/crm/customer/import");
  const language = (await page.evaluate(() => navigator.language)) === "en" ? "en" : "zh-CN";
  const run = `${language === "en" ? "E" : "Z"}${page.viewportSize()?.width ?? 0}`;
  const buffer = Buffer.from(badRows(language, run));
  await page
    .locator('input[type="file"]')
    .last()
    .setInputFiles({ name: "客户.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: /先检查|Check first/ }).waitFor();
}

/** Every screen that has its picture taken. */
export const pictures: readonly Picture[] = [
  {
    name: "setup",
    when: "empty",
    async open(page) {
      await page.goto(`/setup?token=${setupToken}`);
      await page.getByRole("heading").first().waitFor();
    },
  },
  {
    name: "sign-in",
    when: "filled",
    anonymous: true,
    async open(page) {
      await page.goto("/");
      await page.locator('input[type="password"]').waitFor();
    },
  },
  at("start", "/"),
  at("list", "/a/crm/orders?view=all_orders"),
  at("customers", "/a/crm/customers"),
  {
    name: "filter",
    when: "filled",
    async open(page, _portal, shell) {
      await page.goto("/a/crm/customers");
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page
        .getByRole("button", { name: /^(等级|Level)$/ })
        .first()
        .click();
      await page.getByRole("dialog").waitFor();
      if (shell === "desk") await page.getByRole("checkbox").nth(1).check();
    },
  },
  {
    name: "record",
    when: "filled",
    async open(page, portal) {
      await page.goto(`/a/crm/order/${await firstOf(portal, "crm.order", "&sort=-total")}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
    },
  },
  {
    name: "form",
    when: "filled",
    async open(page, portal) {
      await page.goto(`/a/crm/order/${await firstOf(portal, "crm.order", "&sort=-total")}/edit`);
      await page.getByRole("heading", { level: 1 }).waitFor();
    },
  },
  {
    name: "form-problems",
    when: "filled",
    async open(page) {
      await page.goto("/a/crm/order/new");
      await page
        .getByRole("button", { name: /^(保存|Save)$/ })
        .last()
        .click();
      await page.getByRole("alert").first().waitFor();
    },
  },
  at("import-file", "/a/crm/customer/import"),
  { name: "import-match", when: "filled", open: chooseFile },
  {
    name: "import-check",
    when: "filled",
    async open(page) {
      await chooseFile(page);
      await page.getByRole("button", { name: /先检查|Check first/ }).click();
      await page.getByText("42 / 45").waitFor();
    },
  },
  {
    name: "import-result",
    when: "filled",
    async open(page) {
      await chooseFile(page);
      await page.getByRole("button", { name: /^(导入 \d+ 行|Import \d+)/ }).click();
      await page.getByRole("heading", { name: /导入完成|Import/ }).waitFor();
      await page.getByText(/42/).first().waitFor();
    },
  },
  at("profile", "/settings"),
  {
    name: "not-found",
    when: "filled",
    async open(page) {
      await page.goto("/a/crm/order/01900000-0000-7000-8000-000000000000");
      await page.getByRole("heading").last().waitFor();
    },
  },
];
