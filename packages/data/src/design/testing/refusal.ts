import { type Problem, ProblemError } from "@dougong/model";

/** The problems of a call that must refuse. */
export async function refusal(call: Promise<unknown>): Promise<{
  readonly code: string;
  readonly problems: readonly Problem[];
  readonly places: readonly string[];
}> {
  try {
    await call;
  } catch (fault) {
    if (!(fault instanceof ProblemError)) throw fault;
    return {
      code: fault.code,
      problems: fault.problems,
      places: fault.problems.map((problem) => `${problem.code} ${problem.path}`),
    };
  }
  throw new Error("The call was not refused");
}
