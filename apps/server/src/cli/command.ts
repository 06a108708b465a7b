import type { Logger } from "pino";
import type { Config } from "../config/config.ts";
import type { CommandLine, OptionDeclarations } from "./options.ts";

/** What a command answers on stdout: lines for people, one JSON value for programs (`--json`). */
export interface Answer {
  readonly lines: readonly string[];
  readonly json: unknown;
}

/** What a command gets. */
export interface CommandContext {
  readonly config: Config;
  readonly line: CommandLine;
  readonly log: Logger;
  /** Prints before the command ends, in the form that was asked for. */
  print(answer: Answer): void;
  /** Text of stdin to its end. */
  readInput(): Promise<string>;
}

/** One command of the command line. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Names of the plain words it needs, e.g. `PATH`. */
  readonly words: readonly string[];
  readonly options: OptionDeclarations;
  run(context: CommandContext): Promise<Answer | undefined>;
}
