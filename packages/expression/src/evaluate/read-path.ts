import type { Checked, PathRoot } from "../types/checked.ts";
import type { Value } from "./environment.ts";
import type { Evaluation } from "./evaluation.ts";
import { isList, type Row } from "./plain.ts";

/** The value at the end of a path; null where a record on the way is missing. */
export function readPath(node: Extract<Checked, { node: "path" }>, run: Evaluation): Value | undefined {
  let value: Value | Row | undefined = startOf(node.root, run);
  for (const step of node.steps) {
    const record = recordOf(value, step.entity, step.name, run);
    value = record !== undefined && Object.hasOwn(record, step.name) ? record[step.name] : null;
  }
  return value as Value | undefined;
}

function startOf(root: PathRoot, run: Evaluation): Value | Row | undefined {
  switch (root.at) {
    case "record":
      return run.environment.record;
    case "parent":
      return run.environment.parent;
    case "row":
      return run.rows.at(-1 - root.depth)?.row;
    case "root": {
      const roots = run.environment.roots ?? {};
      if (Object.hasOwn(roots, root.name)) return roots[root.name];
      return root.name === "record" ? run.environment.record : undefined;
    }
  }
}

/** The record that a name is read from: an object in its place, or the one behind an id. */
function recordOf(
  value: Value | Row | undefined,
  entity: string | null,
  name: string,
  run: Evaluation,
): Row | undefined {
  if (typeof value === "string") {
    if (name === "id") return { id: value };
    return entity === null ? undefined : run.environment.follow?.(entity, value);
  }
  return typeof value === "object" && value !== null && !isList(value) ? (value as Row) : undefined;
}
