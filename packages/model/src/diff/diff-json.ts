import { isJsonObject, type JsonObject, type JsonValue } from "../json/json.ts";
import { pointer } from "../pointer/pointer.ts";

/** One place that differs. A side that is absent is left out. */
export interface Difference {
  readonly path: string;
  readonly from?: JsonValue;
  readonly to?: JsonValue;
}

/**
 * Where two documents differ. Elements of arrays that have an `id` are compared by it, so that a field that
 * was moved and renamed in its label shows one changed label; their order is the member `$order` of the array.
 */
export function diffJson(
  from: JsonValue | undefined,
  to: JsonValue | undefined,
  path = "",
): readonly Difference[] {
  if (equalJson(from, to)) return [];
  if (isJsonObject(from) && isJsonObject(to)) return diffMembers(from, to, path);
  const before = identified(from);
  const after = identified(to);
  if (before === undefined || after === undefined) return [difference(path, from, to)];
  const members = diffMembers(Object.fromEntries(before), Object.fromEntries(after), path);
  const order = (ids: ReadonlyMap<string, JsonObject>, others: ReadonlyMap<string, JsonObject>) =>
    [...ids.keys()].filter((id) => others.has(id));
  const moved = !equalJson(order(before, after), order(after, before));
  return moved
    ? [...members, { path: `${path}/$order`, from: [...before.keys()], to: [...after.keys()] }]
    : members;
}

function diffMembers(from: JsonObject, to: JsonObject, path: string): readonly Difference[] {
  const names = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...names].flatMap((name) => diffJson(from[name], to[name], `${path}${pointer(name)}`));
}

function difference(path: string, from: JsonValue | undefined, to: JsonValue | undefined): Difference {
  return { path, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function identified(value: JsonValue | undefined): ReadonlyMap<string, JsonObject> | undefined {
  if (!Array.isArray(value)) return undefined;
  const list: readonly JsonValue[] = value;
  const map = new Map<string, JsonObject>();
  for (const element of list) {
    if (!isJsonObject(element) || typeof element.id !== "string" || map.has(element.id)) return undefined;
    map.set(element.id, element);
  }
  return map;
}

/** Deep equality of JSON: members in any order, an absent member equal to an undefined one. */
export function equalJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return (
      a.length === b.length && a.every((element: JsonValue, index: number) => equalJson(element, b[index]))
    );
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => equalJson(a[name], b[name]));
}
