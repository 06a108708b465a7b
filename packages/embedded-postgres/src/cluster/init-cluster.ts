import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EmbeddedPostgresError } from "../embedded-postgres-error.ts";
import { type DataFolder, giveTo } from "./data-folder.ts";
import { runProgram } from "./run-program.ts";

const stagePrefix = "cluster.new-";

function removeHalfMade(folder: DataFolder): void {
  for (const name of readdirSync(folder.path)) {
    if (name.startsWith(stagePrefix)) rmSync(join(folder.path, name), { recursive: true, force: true });
  }
}

/** @throws EmbeddedPostgresError `folder_unusable` */
function checkExisting(folder: DataFolder, major: string): void {
  let made: string;
  try {
    made = readFileSync(join(folder.cluster, "PG_VERSION"), "utf8").trim();
  } catch {
    throw new EmbeddedPostgresError(
      "folder_unusable",
      `${folder.cluster} holds no PostgreSQL data (PG_VERSION is missing): move it away, or name another folder in DOUGONG_DATA.`,
    );
  }
  if (made !== major) {
    throw new EmbeddedPostgresError(
      "folder_unusable",
      `${folder.cluster} was made by PostgreSQL ${made}, this is ${major}: start the version of Dougong that made it and take a backup there.`,
    );
  }
}

/**
 * Makes the cluster (UTF-8, C.UTF-8, scram) if there is none. It is made under another name and renamed when whole,
 * so a start that was cut short is simply made again.
 *
 * @param bin folder of the programs
 * @param sync whether to wait for the disk
 * @throws EmbeddedPostgresError
 */
export async function initCluster(
  folder: DataFolder,
  bin: string,
  password: string,
  options: { readonly sync: boolean; readonly version: string },
): Promise<void> {
  removeHalfMade(folder);
  if (existsSync(folder.cluster) && readdirSync(folder.cluster).length > 0) {
    checkExisting(folder, options.version.split(".")[0] ?? "");
    return;
  }
  const stage = join(folder.path, `${stagePrefix}${process.pid}`);
  const data = join(stage, "data");
  const passwordFile = join(stage, "password");
  mkdirSync(stage, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  for (const path of [stage, passwordFile]) giveTo(folder.account, path);
  const args = [
    "-D",
    data,
    "-U",
    "postgres",
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
    "--locale=C.UTF-8",
  ];
  const { status, output } = await runProgram(
    join(bin, "initdb"),
    options.sync ? args : [...args, "--no-sync"],
    folder.account,
  );
  if (status !== 0) {
    rmSync(stage, { recursive: true, force: true });
    throw new EmbeddedPostgresError(
      "start_failed",
      `PostgreSQL could not make its files in ${folder.path}: ${lastLines(output)}`,
    );
  }
  rmSync(folder.cluster, { recursive: true, force: true });
  renameSync(data, folder.cluster);
  rmSync(stage, { recursive: true, force: true });
}

/** The end of a program's output, short enough for one line. */
export function lastLines(output: string): string {
  const lines = output
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return lines.slice(-4).join(" · ").slice(-600);
}
