import { isJsonObject, type JsonValue, type Problem, pointer } from "@dougong/model";
import type { CoerceContext } from "../../facets/model.ts";
import { coerceCharacters } from "../../values/characters.ts";

const mostBytes = 65_536;

/** Faults of JSON that no store can keep: half characters, U+0000, numbers that are none; each at its place. */
export function plainJsonProblems(value: JsonValue, context: CoerceContext): readonly Problem[] {
  if (typeof value === "string") return textProblems(value, context);
  if (typeof value === "number")
    return Number.isFinite(value)
      ? []
      : [{ code: "type_mismatch", path: context.path, params: { label: context.label }, expected: "JSON" }];
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).flatMap((item, index) =>
      plainJsonProblems(item, { ...context, path: `${context.path}/${index}` }),
    );
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const place = { ...context, path: `${context.path}${pointer(name)}` };
    return [...textProblems(name, place), ...plainJsonProblems(member ?? null, place)];
  });
}

function textProblems(text: string, context: CoerceContext): readonly Problem[] {
  const coerced = coerceCharacters(text, mostBytes, context);
  return "problems" in coerced ? coerced.problems : [];
}

/** `too_large` where the value as JSON text is beyond 64 KiB. */
export function sizeProblems(value: JsonValue, context: CoerceContext): readonly Problem[] {
  const size = new TextEncoder().encode(JSON.stringify(value)).length;
  if (size <= mostBytes) return [];
  const params = { label: context.label, max: "64 KiB" };
  return [{ code: "too_large", path: context.path, params, expected: { maxBytes: mostBytes }, got: size }];
}
