import type { Browser, BrowserContext, Page } from "playwright-core";

export interface PageOptions {
  /** CSS pixels. Default: 1280 × 800. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** BCP 47; what the browser asks for. Default: `zh-CN`. */
  readonly locale?: string;
  /** IANA zone. Default: `Asia/Shanghai`. */
  readonly timeZone?: string;
  /** `path` of `page.goto(path)` is resolved against it. */
  readonly baseURL?: string;
}

export interface TestPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the console reported as an error, uncaught exceptions included; should stay empty. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

// Machines that test are shared and slow: what takes longer than playwright's 30 s may still come.
const patienceMs = 60_000;

/** A page with cookies and storage of its own. */
export async function newPage(browser: Browser, options: PageOptions = {}): Promise<TestPage> {
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    locale: options.locale ?? "zh-CN",
    timezoneId: options.timeZone ?? "Asia/Shanghai",
    ...(options.baseURL === undefined ? {} : { baseURL: options.baseURL }),
  });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  return { page, context, errors, close: () => context.close() };
}
