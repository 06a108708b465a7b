import type { ProblemLocale } from "@dougong/model";
import type { Answer } from "./cli/command.ts";
import { commands } from "./cli/commands.ts";
import { helpOf, helpOfCommand } from "./cli/help.ts";
import { findCommand, parseCommandLine } from "./cli/parse-command-line.ts";
import { createLogger } from "./compose/create-logger.ts";
import { readProduct } from "./compose/product.ts";
import { type Environment, readConfig, unknownVariables } from "./config/read-config.ts";
import { describeFailure } from "./exit/describe-failure.ts";
import { type ExitCode, exitCodes } from "./exit/exit-code.ts";

function writeLines(stream: NodeJS.WriteStream, lines: readonly string[]): void {
  stream.write(lines.map((line) => `${line}\n`).join(""));
}

function printAs(json: boolean): (answer: Answer) => void {
  return (answer) => writeLines(process.stdout, json ? [JSON.stringify(answer.json)] : answer.lines);
}

async function readInput(): Promise<string> {
  process.stdin.setEncoding("utf8");
  let text = "";
  for await (const part of process.stdin) text += String(part);
  return text;
}

function localeOf(environment: Environment): ProblemLocale {
  const language = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return language.startsWith("zh") ? "zh-CN" : "en";
}

async function run(args: readonly string[], environment: Environment): Promise<void> {
  const [name = "--help", ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help")
    return writeLines(process.stdout, helpOf(commands));
  if (name === "--version") return writeLines(process.stdout, [readProduct().version]);
  const command = findCommand(commands, name);
  const line = parseCommandLine(command, rest);
  if (line.flags.has("help")) return writeLines(process.stdout, helpOfCommand(command));
  const config = readConfig(environment);
  const log = createLogger(config.logLevel);
  for (const warning of unknownVariables(environment)) log.warn(warning);
  const print = printAs(line.flags.has("json"));
  const answer = await command.run({ config, line, log, print, readInput });
  if (answer !== undefined) print(answer);
}

/** The command line: runs one command and answers the process's exit code. */
export async function main(args: readonly string[], environment: Environment): Promise<ExitCode> {
  try {
    await run(args, environment);
    return exitCodes.ok;
  } catch (error) {
    const { exitCode, code, lines, problems } = describeFailure(error, localeOf(environment));
    if (args.includes("--json"))
      writeLines(process.stdout, [JSON.stringify({ error: { code, message: lines[0] ?? "", problems } })]);
    writeLines(process.stderr, lines);
    return exitCode;
  }
}
