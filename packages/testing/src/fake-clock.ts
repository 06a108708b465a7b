/** A clock that stands still until it is told to go on. */
export interface FakeClock {
  now(): Date;
  /** Goes on by so many milliseconds. */
  advance(ms: number): void;
  /** Goes to an instant, forwards or back: ISO 8601 with offset. */
  set(iso: string): void;
}

function instant(iso: string): number {
  const time = Date.parse(iso);
  if (Number.isNaN(time) || !/(Z|[+-]\d\d:\d\d)$/.test(iso))
    throw new RangeError(`not an instant with its offset: ${iso}`);
  return time;
}

/** @example const clock = fakeClock("2026-01-05T08:00:00Z"); clock.advance(60_000); */
export function fakeClock(iso: string): FakeClock {
  let time = instant(iso);
  return {
    now: () => new Date(time),
    advance(ms) {
      time += ms;
    },
    set(to) {
      time = instant(to);
    },
  };
}
