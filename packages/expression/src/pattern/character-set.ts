/** Code points as ascending ranges that do not touch. */
export type CharacterSet = readonly (readonly [first: number, last: number])[];

const lastCodePoint = 0x10ffff;

/** The set of all ranges, put in order. */
export function unionOf(ranges: CharacterSet): CharacterSet {
  const out: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const before = out.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else out.push([first, last]);
  }
  return out;
}

export function complementOf(set: CharacterSet): CharacterSet {
  const out: [number, number][] = [];
  let next = 0;
  for (const [first, last] of set) {
    if (first > next) out.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= lastCodePoint) out.push([next, lastCodePoint]);
  return out;
}

export function holds(set: CharacterSet, codePoint: number): boolean {
  let [low, high] = [0, set.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = set[middle] ?? [0, -1];
    if (codePoint < first) high = middle - 1;
    else if (codePoint > last) low = middle + 1;
    else return true;
  }
  return false;
}

export function between(low: string, high: string): CharacterSet {
  return [[low.codePointAt(0) ?? 0, high.codePointAt(0) ?? 0]];
}
