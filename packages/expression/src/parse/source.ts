/** Where the nodes of an expression stand in its text. */
export interface Source {
  readonly text: string;
  /** JSON Pointer of a node in the expression → its place in code points. */
  readonly positions: ReadonlyMap<string, { readonly offset: number; readonly length: number }>;
}

/** The same places in a text that has `prefix` before it. */
export function shiftSource(source: Source, prefix: string): Source {
  const by = Array.from(prefix).length;
  const positions = new Map(
    [...source.positions].map(([path, at]) => [path, { ...at, offset: at.offset + by }] as const),
  );
  return { text: prefix + source.text, positions };
}
