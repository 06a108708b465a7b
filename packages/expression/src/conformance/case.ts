import type { JsonValue } from "@dougong/model";
import { check } from "../check/check.ts";
import type { Environment, Value } from "../evaluate/environment.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import { normalize } from "../normalize/normalize.ts";
import type { Checked } from "../types/checked.ts";
import { typeName } from "../types/type-name.ts";
import record from "./record.json" with { type: "json" };
import { caseContext } from "./scope.ts";

/** One line of a `*.cases.json` file: what a text is worth, or what is wrong with it. */
export interface Case {
  readonly text: string;
  /** Members that differ from `record.json`. */
  readonly record?: Readonly<Record<string, Value>>;
  /** Default 2026-03-29T03:04:05.678Z. */
  readonly now?: string;
  /** Default Asia/Shanghai. */
  readonly timeZone?: string;
  readonly value?: JsonValue;
  readonly type?: string;
  /** `code@offset`, offset in code points, of each problem; `code` alone for one of the value. */
  readonly problems?: readonly string[];
}

export interface Outcome {
  readonly value?: Value;
  readonly type?: string;
  readonly problems?: readonly string[];
}

/** Id → parent: the customers stand one above the other. */
export const caseTree: Readonly<Record<string, string>> = {
  "018f0000-0000-7000-8000-000000000001": "018f0000-0000-7000-8000-000000000002",
  "018f0000-0000-7000-8000-000000000002": "018f0000-0000-7000-8000-000000000003",
};

export function isUnder(_: string, id: string, ancestor: string): boolean {
  for (let at: string | undefined = id; at !== undefined; at = caseTree[at]) if (at === ancestor) return true;
  return false;
}

export function environmentOf(one: Case): Environment {
  return {
    record: { ...record, ...one.record },
    roots: caseRoots,
    under: isUnder,
    now: one.now ?? "2026-03-29T03:04:05.678Z",
    timeZone: one.timeZone ?? "Asia/Shanghai",
  };
}

/** `$user` and its like, the same in every case. */
export const caseRoots: Readonly<Record<string, Value>> = {
  user: {
    id: "018f0000-0000-7000-8000-0000000000aa",
    email: "li@example.cn",
    roles: ["orders.clerk", "system.designer"],
    unit: "018f0000-0000-7000-8000-0000000000d1",
    units: ["018f0000-0000-7000-8000-0000000000d1"],
    manager: null,
  },
  old: null,
  settings: { crm: { days: 7 } },
};

/** The checked expression of a case, or its problems as the case writes them. */
export function checkCase(
  text: string,
): { readonly checked: Checked } | { readonly problems: readonly string[] } {
  const normalized = normalize(text);
  const result =
    "problems" in normalized ? normalized : check(normalized.expression, caseContext, normalized.source);
  if (!("problems" in result)) return result;
  return {
    problems: result.problems.map(({ code, at }) => (at === undefined ? code : `${code}@${at.offset}`)),
  };
}

/** Runs a case with `evaluate`. */
export function runCase(one: Case): Outcome {
  const result = checkCase(one.text);
  if ("problems" in result) return result;
  try {
    return { value: evaluate(result.checked, environmentOf(one)), type: typeName(result.checked.type) };
  } catch (error) {
    return { problems: problemCodes(error) };
  }
}

/** The codes of a ProblemError; any other error is thrown on. */
function problemCodes(error: unknown): readonly string[] {
  if (error instanceof Error && "problems" in error && Array.isArray(error.problems)) {
    return error.problems.map((problem: { readonly code: string }) => problem.code);
  }
  throw error;
}

/** What a case expects, in the form of an outcome. */
export function expectedOutcome(one: Case): Outcome {
  return one.problems === undefined
    ? { value: (one.value ?? null) as Value, type: one.type ?? "" }
    : { problems: one.problems };
}
