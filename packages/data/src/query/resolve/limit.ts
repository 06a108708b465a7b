import type { Problem } from "@dougong/model";

/** Records of a page where the query says nothing. */
export const defaultLimit = 50;
/** Records of a page at most. */
export const maxLimit = 500;

/** Reads `limit`: 1 to 500. */
export function resolveLimit(limit: number | undefined): {
  readonly limit: number;
  readonly problems: readonly Problem[];
} {
  if (limit === undefined) return { limit: defaultLimit, problems: [] };
  if (limit > maxLimit)
    return refuse({
      code: "too_many",
      path: "/limit",
      params: { max: maxLimit },
      expected: { max: maxLimit },
      got: limit,
    });
  if (!Number.isInteger(limit) || limit < 1)
    return refuse({
      code: "out_of_range",
      path: "/limit",
      params: { label: "limit", min: 1, max: maxLimit },
      expected: { min: 1, max: maxLimit },
      got: limit,
    });
  return { limit, problems: [] };
}

function refuse(problem: Problem): { readonly limit: number; readonly problems: readonly Problem[] } {
  return { limit: defaultLimit, problems: [problem] };
}
