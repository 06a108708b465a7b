import { type Condition, readConditions } from "./condition.ts";

/** What the address line holds of a list: search, order, conditions, and the view chosen. */
export interface ListState {
  readonly view?: string;
  readonly q?: string;
  /** `-total` is descending. */
  readonly sort?: string;
  readonly f?: readonly Condition[];
}

/** Reads the address line's members; what is none of a list is left out. */
export function readListState(search: Readonly<Record<string, unknown>>): ListState {
  const text = (name: string) => {
    const value = search[name];
    return typeof value === "string" && value !== ""
      ? value
      : typeof value === "number"
        ? String(value)
        : undefined;
  };
  const view = text("view");
  const q = text("q");
  const sort = text("sort");
  const f = readConditions(search["f"]);
  return {
    ...(view === undefined ? {} : { view }),
    ...(q === undefined ? {} : { q }),
    ...(sort === undefined ? {} : { sort }),
    ...(f.length === 0 ? {} : { f }),
  };
}

/** A click on a head: ascending, then descending, then the view's own order. */
export function nextSort(current: string | undefined, path: string): string | undefined {
  if (current === path) return `-${path}`;
  return current === `-${path}` ? undefined : path;
}
