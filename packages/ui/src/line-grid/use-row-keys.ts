import { useState } from "react";

/** A stable key per row, so that a deleted row takes its inputs with it. */
export function useRowKeys(count: number) {
  const [state] = useState(() => createKeys());
  state.fit(count);
  return state;
}

function createKeys() {
  let next = 0;
  const all: string[] = [];
  const fresh = () => `r${next++}`;
  return {
    all: all as readonly string[],
    fit(count: number) {
      while (all.length < count) all.push(fresh());
      all.length = count;
    },
    insert: (index: number) => void all.splice(index, 0, fresh()),
    remove: (index: number) => void all.splice(index, 1),
    /** All rows are drawn anew. */
    renew: () => void all.splice(0, all.length),
  };
}
