import { writeFile } from "node:fs/promises";
import { readSettings, systemActor } from "@dougong/data";
import { writeBundleFolder } from "@dougong/runtime";
import type { Command } from "../cli/command.ts";
import { withServices } from "../compose/with-services.ts";
import { CommandError } from "../exit/command-error.ts";
import { exitCodes } from "../exit/exit-code.ts";

/** Writes an app's published design as a folder of documents, or as one JSON text. */
export const exportApp: Command = {
  name: "export-app",
  summary: "write an app's documents to a folder or a .json file, or as JSON to stdout",
  words: ["APP"],
  options: { out: { type: "string", summary: "folder, or file ending in .json" } },
  async run(context) {
    const { line } = context;
    const [app = ""] = line.words;
    const out = line.values.get("out");
    if (out?.endsWith(".zip"))
      throw new CommandError(
        exitCodes.usage,
        "This version does not write ZIP: name a folder or a .json file",
      );
    const bundle = await withServices(context, async (services) => {
      const settings = await readSettings(services.workspace);
      return services.design.exportApp({ actor: systemActor("export-app"), settings }, app, { seed: true });
    });
    if (out === undefined) return { json: bundle, lines: [JSON.stringify(bundle, null, 2)] };
    if (out.endsWith(".json")) await writeFile(out, `${JSON.stringify(bundle, null, 2)}\n`);
    else await writeBundleFolder(out, bundle);
    return { json: { app, out }, lines: [`Exported ${app} to ${out}`] };
  },
};
