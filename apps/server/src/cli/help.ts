import { variables } from "../config/variables.ts";
import type { Command } from "./command.ts";
import { usageOf } from "./parse-command-line.ts";

function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

/** The help of the whole command line. */
export function helpOf(commands: readonly Command[]): readonly string[] {
  return [
    "Usage: dougong <command> [--json]",
    "",
    ...table(commands.map((command) => [usageOf(command).replace(/^dougong /, ""), command.summary])),
    "",
    "Environment (each may come from a file: NAME_FILE=/path):",
    ...table(
      Object.entries(variables).map(([name, { summary, fallback }]) => [
        name,
        `${summary} (default: ${fallback})`,
      ]),
    ),
    "",
    "Exit: 0 ok, 1 failed, 2 usage or configuration, 3 database unreachable, 4 migration needed or failed, 5 refused, 6 data loss not accepted",
  ];
}

/** The help of one command. */
export function helpOfCommand(command: Command): readonly string[] {
  const options = [
    ...Object.entries(command.options).map(([name, { summary }]) => [`--${name}`, summary] as const),
    ["--json", "answer as JSON"] as const,
  ];
  return [`Usage: ${usageOf(command)} [--json]`, "", command.summary, "", ...table(options)];
}
