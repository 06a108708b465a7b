import { readFile, stat } from "node:fs/promises";
import { readSettings, systemActor } from "@dougong/data";
import { isJsonObject, type JsonObject, ProblemError } from "@dougong/model";
import { readBundleFolder } from "@dougong/runtime";
import type { Command } from "../cli/command.ts";
import { withServices } from "../compose/with-services.ts";
import { CommandError } from "../exit/command-error.ts";
import { exitCodes } from "../exit/exit-code.ts";

async function readBundle(path: string): Promise<JsonObject> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new CommandError(exitCodes.usage, `There is no file or folder ${path}`);
  if (found.isDirectory()) return readBundleFolder(path);
  const text = await readFile(path, "utf8");
  if (text.startsWith("PK"))
    throw new CommandError(
      exitCodes.usage,
      `${path} is a ZIP, which this version does not read: unpack it and give the folder`,
    );
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    if (isJsonObject(value)) return value;
  } catch (error) {
    throw new ProblemError("malformed_json", [
      { code: "malformed_json", path: "", params: { reason: error instanceof Error ? error.message : "" } },
    ]);
  }
  throw new ProblemError("validation_failed", [{ code: "type_mismatch", path: "", expected: "object" }]);
}

/** Installs or upgrades an app from a folder or a JSON file. */
export const importApp: Command = {
  name: "import-app",
  summary: "install or upgrade an app from a folder of documents or a bundle in JSON",
  words: ["PATH"],
  options: {
    "dry-run": { type: "boolean", summary: "check and plan, change nothing" },
    "accept-loss": { type: "boolean", summary: "accept that an upgrade deletes data" },
  },
  async run(context) {
    const { line } = context;
    const bundle = await readBundle(line.words[0] ?? "");
    const dryRun = line.flags.has("dry-run");
    const acceptLoss = line.flags.has("accept-loss") ? ({ acceptLoss: "all" } as const) : {};
    const result = await withServices(context, async (services) => {
      const settings = await readSettings(services.workspace);
      return services.design.importApp({ actor: systemActor("import-app"), settings }, bundle, {
        dryRun,
        seed: true,
        ...acceptLoss,
      });
    });
    const changes = result.plan.changes.map(({ kind, target }) => `  ${kind} ${target}`);
    const news = dryRun
      ? `Would import ${result.app} as revision ${result.revision}`
      : `Imported ${result.app} as revision ${result.revision}`;
    return { json: result, lines: [news, ...changes] };
  },
};
