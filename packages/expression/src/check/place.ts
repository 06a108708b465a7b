import type { PathRoot, PathStep } from "../types/checked.ts";
import type { Scope } from "../types/scope.ts";
import type { Type } from "../types/type.ts";

/** Where names are read from: a scope, and the path that leads to its record. */
export interface Place {
  readonly scope: Scope;
  readonly root: PathRoot;
  readonly steps: readonly PathStep[];
  /** Prefix of what is read there, as `reads` tells it: `lines.`, `$parent.`. */
  readonly reads: string;
}

/** The names that an expression sees at one depth of lists. */
export interface Frame {
  readonly here: Place;
  /** `$parent`. */
  readonly parent: Place | null;
  /** How many lists are around. */
  readonly depth: number;
  /** `$item` inside a list: its type, and the steps from the row to it. */
  readonly item: { readonly type: Type; readonly steps: readonly PathStep[] } | null;
}

/** The frame inside the rows of a list. */
export function enterRows(
  frame: Frame,
  rows: Extract<Type, { kind: "rows" }>,
  owner: Place,
  reads: string,
): Frame {
  const id: Type = { kind: "reference", to: rows.entity };
  return {
    here: { scope: rows.row, root: { at: "row", depth: 0 }, steps: [], reads: `${reads}.` },
    parent: deeper(owner),
    depth: frame.depth + 1,
    item: { type: id, steps: [{ name: "id", entity: rows.entity, type: id }] },
  };
}

/** The frame inside a list of plain values; names of what they point to stand bare. */
export function enterItems(frame: Frame, item: Type, scope: Scope, owner: Place, reads: string): Frame {
  return {
    here: { scope, root: { at: "row", depth: 0 }, steps: [], reads: `${reads}.` },
    parent: deeper(owner),
    depth: frame.depth + 1,
    item: { type: item, steps: [] },
  };
}

/** The same place seen from one list further in. */
function deeper(place: Place): Place {
  return place.root.at === "row" ? { ...place, root: { at: "row", depth: place.root.depth + 1 } } : place;
}
