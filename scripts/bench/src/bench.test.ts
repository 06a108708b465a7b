import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const folder = fileURLToPath(new URL("../", import.meta.url));

interface Printed {
  readonly work?: string;
  readonly ratio?: number;
  readonly import?: { readonly platform: number };
}

test("the bench runs: both servers answer each piece of work rightly", async () => {
  const args = [
    "--import",
    "tsx",
    "src/bench.ts",
    "--short",
    "--only",
    "get,gapless create,create with 5 lines",
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
  const printed = stdout
    .trim()
    .split("\n")
    .map((line): Printed => JSON.parse(line));
  const works = printed.filter((one) => one.work !== undefined);
  expect(works.map((one) => one.work)).toEqual(["get", "create with 5 lines", "gapless create"]);
  for (const { ratio } of works) expect(ratio).toBeGreaterThan(0);
  expect(printed.find((one) => one.import !== undefined)?.import?.platform).toBeGreaterThan(0);
}, 300_000);
