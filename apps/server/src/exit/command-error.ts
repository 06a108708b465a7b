import type { ExitCode } from "./exit-code.ts";

/** Ends a command with a code and lines that say why; no stack, the caller can mend it. */
export class CommandError extends Error {
  readonly exitCode: ExitCode;
  readonly lines: readonly string[];

  constructor(exitCode: ExitCode, lines: string | readonly string[]) {
    const all = typeof lines === "string" ? [lines] : lines;
    super(all.join("\n"));
    this.name = "CommandError";
    this.exitCode = exitCode;
    this.lines = all;
  }
}
