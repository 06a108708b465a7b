import type { ObjectModel, TableModel } from "../tables/table-model.ts";
import type { Phase, SchemaChange } from "./step.ts";

const createPhase: Readonly<Record<ObjectModel["kind"], Phase>> = {
  links: "functions",
  function: "functions",
  trigger: "triggers",
  index: "constraints",
  unique: "constraints",
  exclude: "constraints",
  check: "constraints",
  reference: "constraints",
  constraint_trigger: "constraints",
  tree: "constraints",
};

export function creation(object: ObjectModel): SchemaChange["statements"][number] {
  return { phase: createPhase[object.kind], sql: object.create };
}

/**
 * What makes the functions, triggers, indexes and constraints of a table those of the new model: each as a whole.
 * `emptied` says that computed columns are without values for a while: nothing may check them meanwhile.
 */
export function planObjects(from: TableModel, to: TableModel, emptied: boolean): readonly SchemaChange[] {
  const before = new Map(from.objects.map((object) => [key(object), object]));
  const after = new Map(to.objects.map((object) => [key(object), object]));
  const gone = [...before.values()].filter((object) => !after.has(key(object)));
  const dropped = gone.map((object) => change(to.name, "drop_object", object, [drop(object)]));
  const made = [...after.values()].flatMap((object) => {
    const old = before.get(key(object));
    if (old === undefined) return [change(to.name, "add_object", object, [creation(object)])];
    const again = emptied && createPhase[object.kind] === "constraints";
    if (old.create === object.create && !again) return [];
    // `create or replace` keeps the triggers that call it.
    const dropOld = object.kind === "function" ? [] : [drop(old)];
    return [change(to.name, "replace_object", object, [...dropOld, creation(object)])];
  });
  return [...dropped, ...made];
}

function key(object: ObjectModel): string {
  return `${object.kind} ${object.name}`;
}

/** A function goes after the triggers that call it. */
function drop(object: ObjectModel): SchemaChange["statements"][number] {
  return { phase: object.kind === "function" ? "rename" : "drop", sql: object.drop };
}

function change(
  table: string,
  kind: SchemaChange["kind"],
  object: ObjectModel,
  statements: SchemaChange["statements"],
): SchemaChange {
  return {
    id: `${kind} ${object.target} ${object.kind} ${object.name}`,
    kind,
    target: object.target,
    table,
    statements,
    rewrite: false,
  };
}
