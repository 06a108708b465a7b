import {
  itemCodes,
  type JsonValue,
  type Problem,
  type ProblemCode,
  type ProblemError,
  type ProblemItem,
  type ProblemLocale,
  problemText,
  renderProblem,
  statusOf,
} from "@dougong/model";

/** The body of every answer from 400 on (RFC 9457, contract 2.1). */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail?: string;
  readonly requestId: string;
  readonly errors?: readonly ProblemItem[];
  readonly [member: string]: JsonValue | readonly ProblemItem[] | undefined;
}

const items: ReadonlySet<string> = new Set(itemCodes);

/** An item's code never decides an answer by itself: it stands in the `errors` of `validation_failed`. */
function normalize(error: ProblemError): {
  readonly code: ProblemCode;
  readonly problems: readonly Problem[];
} {
  if (!items.has(error.code)) return { code: error.code, problems: error.problems };
  return {
    code: "validation_failed",
    problems: error.problems.length > 0 ? error.problems : [{ code: error.code, path: "" }],
  };
}

/** The answer for a problem in the reader's language. */
export function problemBody(error: ProblemError, locale: ProblemLocale, requestId: string): ProblemBody {
  const { code, problems } = normalize(error);
  const whole = renderProblem(
    {
      code,
      path: "",
      params: { ...problems[0]?.params, count: problems.length },
      ...(problems.length === 1 && problems[0]?.variant !== undefined
        ? { variant: problems[0].variant }
        : {}),
    },
    locale,
  );
  const title = code === "validation_failed" ? whole.message : problemText(code, locale).title;
  return {
    ...error.members,
    type: `/problems/${code}`,
    title,
    status: statusOf(code),
    code,
    ...(title === whole.message ? {} : { detail: whole.message }),
    requestId,
    ...(problems.length === 0 ? {} : { errors: problems.map((problem) => renderProblem(problem, locale)) }),
  };
}
