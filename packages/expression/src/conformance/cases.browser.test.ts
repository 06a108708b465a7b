import { join } from "node:path";
import { launchBrowser, newPage } from "@dougong/testing";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { type Case, expectedOutcome, type Outcome } from "./case.ts";
import { readCaseFiles } from "./case-files.ts";

interface Conformance {
  run(cases: readonly Case[]): readonly Outcome[];
}

async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [join(import.meta.dirname, "browser-entry.ts")],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "conformance",
    platform: "browser",
    target: "es2022",
  });
  return result.outputFiles[0]?.text ?? "";
}

it("gives the same values in Chromium, on a page whose policy forbids eval", async () => {
  const script = await bundle();
  expect(script).not.toMatch(/\bnew Function\b|\beval\(/);
  const browser = await launchBrowser();
  try {
    const { page, errors } = await newPage(browser, { locale: "tr-TR", timeZone: "America/St_Johns" });
    await page.route("http://conformance.example/*", async (route) => {
      const isScript = route.request().url().endsWith(".js");
      await route.fulfill({
        contentType: isScript ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8",
        headers: { "content-security-policy": "default-src 'none'; script-src 'self'; img-src data:" },
        body: isScript
          ? script
          : '<!doctype html><html lang="en"><link rel="icon" href="data:,"><script src="/bundle.js"></script></html>',
      });
    });
    await page.goto("http://conformance.example/");
    const cases = readCaseFiles().flatMap((file) => file.cases);
    expect(cases.length).toBeGreaterThan(400);
    const answer = await page.evaluate((text) => {
      const { conformance }: typeof globalThis & { conformance?: Conformance } = globalThis;
      return JSON.stringify(conformance?.run(JSON.parse(text)) ?? []);
    }, JSON.stringify(cases));
    const outcomes: readonly Outcome[] = JSON.parse(answer);
    expect(errors).toEqual([]);
    for (const [index, one] of cases.entries())
      expect(outcomes[index], one.text).toEqual(expectedOutcome(one));
  } finally {
    await browser.close();
  }
});
