import { type JsonValue, nearest, type Problem } from "@dougong/model";
import type { Checked, PathStep } from "../types/checked.ts";
import type { CheckContext, Scope, ScopeName } from "../types/scope.ts";
import type { Type } from "../types/type.ts";
import { typeName } from "../types/type-name.ts";
import type { Frame, Place } from "./place.ts";
import { userRoot } from "./user-root.ts";

export type Resolved =
  | {
      readonly checked: Checked;
      /** The record that holds the last name: the owner of a list. */
      readonly owner: Place;
      readonly reads: string;
      readonly live: boolean;
      /** What names mean on the record that the value points to. */
      readonly scope?: () => Scope | undefined;
    }
  | {
      readonly problem: Omit<Problem, "path" | "at"> /** Which name of the path is at fault. */;
      readonly at: number;
    };

/** Finds what a dotted name means in a frame. */
export function resolvePath(name: string, frame: Frame, context: CheckContext): Resolved {
  const names = name.split(".");
  const first = names[0] ?? "";
  if (!first.startsWith("$")) return follow(frame.here, names, 0);
  if (first === "$parent")
    return frame.parent === null ? unknown(first, 0, []) : follow(frame.parent, names, 1);
  if (first === "$item" && frame.item !== null) {
    if (names.length > 1) return follow(frame.here, names, 1);
    const checked: Checked = { node: "path", root: { at: "row", depth: 0 }, ...frame.item };
    return { checked, owner: frame.here, reads: "$item", live: false };
  }
  if (names.length === 1 && first === "$index" && (frame.depth > 0 || context.parent !== undefined)) {
    const type: Type = { kind: "integer" };
    return { checked: { node: "index", type }, owner: frame.here, reads: "$index", live: false };
  }
  if (names.length === 1 && (first === "$today" || first === "$now")) return clock(first, frame, context);
  if (first === "$rows" && context.rows !== undefined && names.length === 1) {
    const checked: Checked = {
      node: "path",
      type: context.rows,
      root: { at: "root", name: "rows" },
      steps: [],
    };
    return { checked, owner: frame.here, reads: "$rows", live: false };
  }
  return root(first, names, frame, context);
}

function clock(name: "$today" | "$now", frame: Frame, context: CheckContext): Resolved {
  if (context.allow?.live === false) return notStorable(name);
  const checked: Checked =
    name === "$today"
      ? { node: "today", type: { kind: "date" } }
      : { node: "now", type: { kind: "datetime" } };
  return { checked, owner: frame.here, reads: name, live: true };
}

function root(first: string, names: readonly string[], frame: Frame, context: CheckContext): Resolved {
  const name = first.slice(1);
  const found = rootName(name, context);
  if (found === undefined) {
    if (name === "record" && context.parent === undefined) return follow(recordPlace(context), names, 1);
    return unknown(first, 0, rootNames(context));
  }
  if (name === "settings" && context.allow?.live === false) return notStorable(first);
  const live = name === "settings" || found.live === true;
  const scope = found.follow?.();
  if (names.length > 1 && scope !== undefined) {
    const place: Place = { scope, root: { at: "root", name }, steps: [], reads: `${first}.` };
    const resolved = follow(place, names, 1);
    return "checked" in resolved && live ? { ...resolved, live: true } : resolved;
  }
  if (names.length > 1) return unknown(names[1] ?? "", 1, []);
  const checked: Checked = { node: "path", type: found.type, root: { at: "root", name }, steps: [] };
  return { checked, owner: frame.here, reads: first, live };
}

function rootName(name: string, context: CheckContext): ScopeName | undefined {
  const roots = context.roots ?? {};
  if (name === "user" && context.allow?.user === false) return undefined;
  if (Object.hasOwn(roots, name)) return roots[name];
  return name === "user" ? userRoot : undefined;
}

function rootNames(context: CheckContext): readonly string[] {
  const names = [
    "today",
    "now",
    ...(context.allow?.user === false ? [] : ["user"]),
    ...Object.keys(context.roots ?? {}),
  ];
  return [...names.map((name) => `$${name}`), "$parent", "$index"];
}

function recordPlace(context: CheckContext): Place {
  return { scope: context.scope, root: { at: "record" }, steps: [], reads: "" };
}

/** Follows names from a place: each but the last leads to another record. */
function follow(place: Place, names: readonly string[], from: number): Resolved {
  const steps: PathStep[] = [...place.steps];
  let scope: Scope = place.scope;
  let reads = place.reads;
  let live = false;
  for (let index = from; index < names.length; index += 1) {
    const name = names[index] ?? "";
    const found = scope.resolve(name);
    if (found === undefined) return unknown(name, index, scope.names());
    const owner: Place = { scope, root: place.root, steps: [...steps], reads };
    steps.push({
      name,
      entity: scope.entity,
      type: found.type,
      ...(found.live === true ? { live: true as const } : {}),
    });
    live = live || found.live === true;
    if (index === names.length - 1) {
      const checked: Checked = { node: "path", type: found.type, root: place.root, steps };
      const next = found.follow;
      return {
        checked,
        owner,
        reads: reads + name,
        live,
        ...(next === undefined ? {} : { scope: () => next.call(found) }),
      };
    }
    if (found.type.kind === "rows") return listInPath(name, index + 1, found.type);
    const next = found.follow?.();
    if (next === undefined) return unknown(names[index + 1] ?? "", index + 1, []);
    scope = next;
    reads += `${name}.`;
  }
  return unknown(names.at(-1) ?? "", names.length - 1, scope.names());
}

function unknown(name: string, at: number, known: readonly string[]): Resolved {
  const near = nearest(name, known);
  const params = { name: name.slice(0, 80), ...(near === undefined ? {} : { nearest: near }) };
  const expected: JsonValue = near ?? null;
  return { problem: { code: "unknown_field", params, expected, got: name.slice(0, 80) }, at };
}

/** `lines.amount` has a value for each row: it needs SUM, COUNT, … around it. */
function listInPath(name: string, at: number, type: Type): Resolved {
  const params = { name, expected: "SUM, COUNT, …", got: typeName(type) };
  return {
    problem: { code: "type_mismatch", variant: "list", params, expected: "aggregate", got: typeName(type) },
    at,
  };
}

function notStorable(name: string): Resolved {
  return { problem: { code: "not_storable", params: { name }, got: name }, at: 0 };
}
