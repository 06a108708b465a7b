import { ProblemError } from "@dougong/model";

/** The problem error that a write ends with, in short: its code and each item as `code path`. */
export async function refused(
  write: Promise<unknown>,
): Promise<{ readonly code: string; readonly items: readonly string[]; readonly error: ProblemError }> {
  const error: unknown = await write.then(
    () => new Error("The write was not refused"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProblemError)) throw error;
  return {
    code: error.code,
    items: error.problems.map((problem) => `${problem.code} ${problem.path}`),
    error,
  };
}
