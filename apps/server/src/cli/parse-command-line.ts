import { parseArgs } from "node:util";
import { nearest } from "@dougong/model";
import { CommandError } from "../exit/command-error.ts";
import { exitCodes } from "../exit/exit-code.ts";
import type { Command } from "./command.ts";
import type { CommandLine } from "./options.ts";

function unknown(what: string, name: string, known: readonly string[]): CommandError {
  const near = nearest(name, known);
  const advice = near === undefined ? "dougong --help lists them" : `did you mean ${near}?`;
  return new CommandError(exitCodes.usage, `There is no ${what} ${name}; ${advice}`);
}

/** @throws CommandError exit code 2 */
export function findCommand(commands: readonly Command[], name: string): Command {
  const found = commands.find((command) => command.name === name);
  if (found !== undefined) return found;
  throw unknown(
    "command",
    name,
    commands.map((command) => command.name),
  );
}

/**
 * Reads what stands behind a command's name; everything that the command does not know is refused.
 *
 * @throws CommandError exit code 2
 */
export function parseCommandLine(command: Command, args: readonly string[]): CommandLine {
  const options: Readonly<Record<string, { readonly type: "boolean" | "string"; readonly short?: string }>> =
    { json: { type: "boolean" }, help: { type: "boolean", short: "h" }, ...command.options };
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    const declared = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (declared === undefined)
      throw unknown(
        "option",
        token.rawName,
        Object.keys(options).map((name) => `--${name}`),
      );
    if (declared.type === "boolean") {
      if (token.value !== undefined)
        throw new CommandError(exitCodes.usage, `${token.rawName} takes no value`);
      flags.add(token.name);
    } else {
      if (token.value === undefined || token.value === "")
        throw new CommandError(exitCodes.usage, `${token.rawName} needs a value`);
      values.set(token.name, token.value);
    }
  }
  if (!flags.has("help") && words.length !== command.words.length) {
    throw new CommandError(exitCodes.usage, `Usage: ${usageOf(command)}`);
  }
  return { flags, values, words };
}

/** `dougong import-app PATH [--dry-run]` */
export function usageOf(command: Command): string {
  const options = Object.entries(command.options).map(
    ([name, { type }]) => `[--${name}${type === "string" ? ` ${name.toUpperCase()}` : ""}]`,
  );
  return ["dougong", command.name, ...command.words, ...options].join(" ");
}
