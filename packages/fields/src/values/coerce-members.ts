import type { Value } from "@dougong/expression";
import type { JsonValue, Problem } from "@dougong/model";
import type { CoerceContext, Coerced } from "../facets/model.ts";
import { refuse } from "./refuse.ts";

/**
 * Reads the members of a list, each at its own place, and collects what is wrong with any of them. A list of nothing
 * is null. Where members are ids, one that comes again is `not_unique`; in a cell of a spreadsheet it is one.
 */
export function coerceMembers(
  values: readonly JsonValue[],
  context: CoerceContext,
  read: (value: JsonValue, place: CoerceContext) => Coerced,
  limit: number,
): Coerced {
  if (values.length > limit)
    return refuse(context, "too_many", {
      params: { max: limit, got: values.length },
      expected: { max: limit },
      got: values.length,
    });
  const problems: Problem[] = [];
  const members: Value[] = [];
  const seen = new Set<Value>();
  for (const [index, value] of values.entries()) {
    const place = context.from === "text" ? context : { ...context, path: `${context.path}/${index}` };
    const coerced = read(value, place);
    if ("problems" in coerced) problems.push(...coerced.problems);
    else if (!seen.has(coerced.value)) members.push(coerced.value);
    else if (context.from === "input")
      problems.push(...problemsOf(refuse(place, "not_unique", { got: coerced.value as JsonValue })));
    if ("value" in coerced) seen.add(coerced.value);
  }
  if (problems.length > 0) return { problems };
  return { value: members.length === 0 ? null : members };
}

function problemsOf(coerced: Coerced): readonly Problem[] {
  return "problems" in coerced ? coerced.problems : [];
}
