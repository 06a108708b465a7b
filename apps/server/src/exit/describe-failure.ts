import { isUnavailable, SchemaTooNew } from "@dougong/data";
import { EmbeddedPostgresError, type EmbeddedPostgresErrorCode } from "@dougong/embedded-postgres";
import {
  ProblemError,
  type ProblemItem,
  type ProblemLocale,
  problemText,
  renderProblem,
} from "@dougong/model";
import { CommandError } from "./command-error.ts";
import { type ExitCode, exitCodes } from "./exit-code.ts";

/** Why a command ended without success, for people and for programs. */
export interface Failure {
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly lines: readonly string[];
  readonly problems: readonly ProblemItem[];
}

const embeddedCodes: Readonly<Record<EmbeddedPostgresErrorCode, ExitCode>> = {
  no_binaries: exitCodes.usage,
  folder_unusable: exitCodes.usage,
  in_use: exitCodes.failed,
  start_failed: exitCodes.databaseUnreachable,
};

function refused(error: ProblemError, locale: ProblemLocale): Failure {
  const problems = error.problems.map((problem) => renderProblem(problem, locale));
  const lines = problems.map(
    ({ path, message, fix }) => `${path === "" ? "" : `${path}: `}${message}${fix ? ` ${fix}` : ""}`,
  );
  const isLoss = error.code === "data_loss";
  const isDown = error.code === "unavailable";
  const exitCode = isLoss ? exitCodes.dataLoss : isDown ? exitCodes.databaseUnreachable : exitCodes.refused;
  const title = problemText(error.code, locale).title;
  return { exitCode, code: error.code, lines: [title, ...lines], problems };
}

/** Any error as exit code and lines. What is nobody's fault but ours keeps its stack. */
export function describeFailure(error: unknown, locale: ProblemLocale): Failure {
  if (error instanceof CommandError)
    return { exitCode: error.exitCode, code: "failed", lines: error.lines, problems: [] };
  if (error instanceof ProblemError) return refused(error, locale);
  if (error instanceof EmbeddedPostgresError)
    return { exitCode: embeddedCodes[error.code], code: error.code, lines: [error.message], problems: [] };
  if (error instanceof SchemaTooNew)
    return { exitCode: exitCodes.migration, code: "schema_too_new", lines: [error.message], problems: [] };
  if (isUnavailable(error)) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      exitCode: exitCodes.databaseUnreachable,
      code: "unavailable",
      lines: [`The database cannot be reached: ${why}`],
      problems: [],
    };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { exitCode: exitCodes.failed, code: "internal", lines: stack.split("\n"), problems: [] };
}
