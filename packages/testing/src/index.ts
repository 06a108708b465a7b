export { chromiumAdvice, findChromium } from "./browser/chromium.ts";
export { expectNoSeriousAxe } from "./browser/expect-no-serious-axe.ts";
export { launchBrowser } from "./browser/launch-browser.ts";
export { newPage, type PageOptions, type TestPage } from "./browser/new-page.ts";
export { type TestDatabase, type TestDatabaseOptions, testDatabase } from "./database/test-database.ts";
export { type FakeClock, fakeClock } from "./fake-clock.ts";
export { sequentialIds } from "./sequential-ids.ts";
