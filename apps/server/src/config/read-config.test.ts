import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CommandError } from "../exit/command-error.ts";
import { keptSecret } from "./kept-secret.ts";
import { readConfig, unknownVariables } from "./read-config.ts";

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    return error instanceof CommandError ? error.lines : [String(error)];
  }
}

test("an empty environment is the configuration of the documentation", () => {
  expect(readConfig({ PORT: "", HOST: " " })).toEqual({
    production: false,
    port: 3000,
    host: "127.0.0.1",
    dataDirectory: join(process.cwd(), "data"),
    rateLimit: 600,
    logLevel: "info",
  });
});

test("all faults are told at once", () => {
  const faults = faultsOf({
    DATABASE_URL: "mysql://x",
    PORT: "70000",
    DOUGONG_URL: "example.com",
    DOUGONG_RATE_LIMIT: "-1",
    DOUGONG_SECRET: "s",
    DOUGONG_LOG: "loud",
  });
  expect(faults.map((fault) => fault.split(" ")[0])).toEqual([
    "DATABASE_URL",
    "PORT",
    "DOUGONG_URL",
    "DOUGONG_SECRET",
    "DOUGONG_RATE_LIMIT",
    "DOUGONG_LOG",
  ]);
});

test("production needs a secret", () => {
  expect(faultsOf({ NODE_ENV: "production" })).toEqual([
    expect.stringContaining("DOUGONG_SECRET is required"),
  ]);
  expect(faultsOf({ NODE_ENV: "production", DOUGONG_SECRET: "x".repeat(32) })).toEqual([]);
});

test("a value may come from a file, but not from both", () => {
  const folder = mkdtempSync(join(tmpdir(), "dougong-config-"));
  const file = join(folder, "secret");
  writeFileSync(file, `${"文".repeat(11)}\n`);
  expect(readConfig({ DOUGONG_SECRET_FILE: file }).secret).toBe("文".repeat(11));
  expect(faultsOf({ PORT: "1", PORT_FILE: file })).toEqual([
    "PORT and PORT_FILE are both set: leave one out",
  ]);
  expect(faultsOf({ PORT_FILE: join(folder, "none") })).toEqual([
    expect.stringContaining("PORT_FILE cannot be read"),
  ]);
  rmSync(folder, { recursive: true });
});

test("a misspelt variable is named with the nearest that there is", () => {
  expect(
    unknownVariables({ DOUGONG_SECERT: "x", DOUGONG_LOG: "info", DOUGONG_LOG_FILE: "x", HOME: "/" }),
  ).toEqual(["DOUGONG_SECERT is not read by this version; did you mean DOUGONG_SECRET?"]);
});

test("the kept secret is made once", () => {
  const folder = mkdtempSync(join(tmpdir(), "dougong-secret-"));
  const made = keptSecret(join(folder, "data"));
  expect(Buffer.byteLength(made)).toBeGreaterThanOrEqual(32);
  expect(keptSecret(join(folder, "data"))).toBe(made);
  rmSync(folder, { recursive: true });
});
