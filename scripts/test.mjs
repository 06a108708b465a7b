// `npm test`: runs vitest once over all packages and apps and ends with `N passed, N failed`.
// Arguments go to vitest: `npm test -- packages/fields`, `npm test -- -t "a name"`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./bootstrap/root.mjs";

/** Counts a file that could not be run as one failure: it holds tests that did not pass. */
function sumUp(report) {
  let passed = 0;
  let failed = 0;
  for (const file of report.testResults) {
    const failedHere = file.assertionResults.filter(({ status }) => status === "failed").length;
    passed += file.assertionResults.filter(({ status }) => status === "passed").length;
    failed += failedHere === 0 && file.status === "failed" ? 1 : failedHere;
  }
  return { passed, failed };
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return { testResults: [] }; // vitest did not get as far
  }
}

const folder = mkdtempSync(join(tmpdir(), "dougong-tests-"));
const output = join(folder, "report.json");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const args = [
  vitest,
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${output}`,
  ...process.argv.slice(2),
];
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
const { passed, failed } = sumUp(readReport(output));
rmSync(folder, { recursive: true, force: true });

// An error outside of any test (an unhandled rejection) fails the run though no test did.
const failures = status !== 0 && failed === 0 ? 1 : failed;
if (passed + failures === 0) process.stdout.write("No tests ran.\n");
process.stdout.write(`${passed} passed, ${failures} failed\n`);
process.exit(failures > 0 || passed === 0 ? 1 : 0);
