import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type TestDatabase, testDatabase } from "@dougong/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dougong } from "../testing/dougong-process.ts";

const crm = fileURLToPath(new URL("../../../../examples/crm", import.meta.url));
let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dougong-commands-"));
  database = await testDatabase({ name: "commands" });
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(args: readonly string[], options: { env?: Record<string, string>; input?: string } = {}) {
  const env = { DATABASE_URL: database.connectionString, DOUGONG_DATA: folder, ...options.env };
  const started = dougong(args, { env, input: options.input });
  return { code: await started.ended, output: started.output(), errors: started.errors() };
}

describe("a database that is not migrated", () => {
  test("is refused by every command with 4, and start --no-migrate, which say what to do", async () => {
    for (const args of [
      ["create-admin", "--email", "a@example.com"],
      ["export-app", "crm"],
      ["worker"],
      ["start", "--no-migrate"],
    ]) {
      const { code, errors } = await run(args, { env: { PORT: "0" } });
      expect([args[0], code]).toEqual([args[0], 4]);
      expect(errors).toMatch(/^The database needs a migration .*run `dougong migrate`$/m);
    }
  });

  test("is planned without a change, and migrated by several at once", async () => {
    const plan = await run(["migrate", "--plan", "--json"]);
    expect(plan.code).toBe(0);
    expect(JSON.parse(plan.output).pending.length).toBeGreaterThan(0);
    expect(JSON.parse((await run(["migrate", "--plan", "--json"])).output)).toEqual(JSON.parse(plan.output));
    const codes = await Promise.all([1, 2, 3].map(() => run(["migrate"])));
    expect(codes.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect((await run(["migrate", "--plan"])).output).toBe("Up to date: nothing to do\n");
  });
});

describe("an app", () => {
  test("is only checked by a dry run, then installed from its folder, and exported as it was", async () => {
    expect((await run(["import-app", crm, "--dry-run"])).output).toContain("Would import crm as revision 1");
    expect((await run(["export-app", "crm"])).code).toBe(5);
    const imported = await run(["import-app", crm, "--json"]);
    expect([imported.code, JSON.parse(imported.output)]).toMatchObject([0, { app: "crm", revision: 1 }]);
    const out = join(folder, "exported");
    expect((await run(["export-app", "crm", "--out", out])).code).toBe(0);
    expect(JSON.parse(readFileSync(join(out, "entity", "customer.json"), "utf8"))).toMatchObject({
      kind: "entity",
      id: "customer",
    });
    const bundle = await run(["export-app", "crm"]);
    const file = join(folder, "crm.json");
    expect((await run(["export-app", "crm", "--out", file])).code).toBe(0);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(bundle.output));
  });

  test("with faults is refused with 5 and every fault", async () => {
    const bad = join(folder, "bad");
    mkdirSync(join(bad, "entity"), { recursive: true });
    writeFileSync(
      join(bad, "app.json"),
      JSON.stringify({ kind: "app", id: "bad", label: "Bad", version: "1.0.0" }),
    );
    writeFileSync(
      join(bad, "entity", "thing.json"),
      JSON.stringify({
        kind: "entity",
        id: "thing",
        label: "Thing",
        fields: [{ id: "a", type: "no_such_type" }],
        colour: "red",
      }),
    );
    const refused = await run(["import-app", bad, "--json"]);
    expect(refused.code).toBe(5);
    expect(JSON.parse(refused.output).error).toMatchObject({
      code: "validation_failed",
      problems: expect.arrayContaining([expect.objectContaining({ code: "unknown_member" })]),
    });
  });

  test("in a text that is no JSON is refused with 5, one that is not there with 2", async () => {
    writeFileSync(join(folder, "broken.json"), "{");
    expect((await run(["import-app", join(folder, "broken.json")])).code).toBe(5);
    expect((await run(["import-app", join(folder, "nowhere")])).code).toBe(2);
  });
});

describe("what cannot be", () => {
  test("a short password is refused with 5", async () => {
    const { code, errors } = await run(["create-admin", "--email", "a@example.com", "--password-stdin"], {
      input: "short\n",
    });
    expect(code).toBe(5);
    expect(errors).toContain("/password");
  });

  test("an unknown command or option ends with 2 and the nearest one that there is", async () => {
    expect(await run(["strat"])).toMatchObject({
      code: 2,
      errors: "There is no command strat; did you mean start?\n",
    });
    expect(await run(["migrate", "--plann"])).toMatchObject({
      code: 2,
      errors: "There is no option --plann; did you mean --plan?\n",
    });
    expect(await run(["import-app"])).toMatchObject({
      code: 2,
      errors: expect.stringContaining("Usage: dougong import-app PATH"),
    });
    expect((await run(["create-admin"])).code).toBe(2);
  });

  test("a wrong configuration ends with 2 and every fault, and repeats no value", async () => {
    const env = { PORT: "ninety", DOUGONG_SECRET: "too-short", DOUGONG_LOG: "loud" };
    const { code, errors } = await run(["start"], { env });
    expect(code).toBe(2);
    expect(errors.trim().split("\n")).toHaveLength(3);
    expect(errors).not.toContain("too-short");
  });

  test("a database that is not there ends with 3", async () => {
    const { code, errors } = await run(["migrate"], {
      env: { DATABASE_URL: "postgres://nobody:x@127.0.0.1:1/none" },
    });
    expect(code).toBe(3);
    expect(errors).toMatch(/^The database cannot be reached: /m);
  });
});

test("the help names every command and variable, and needs no database", async () => {
  const { code, output } = await run(["--help"], { env: { DATABASE_URL: "" } });
  expect(code).toBe(0);
  for (const word of [
    "start",
    "worker",
    "migrate",
    "create-admin",
    "import-app",
    "export-app",
    "DOUGONG_SECRET",
  ])
    expect(output).toContain(word);
});
