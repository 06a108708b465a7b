import { dayLength, daysFromCivil } from "./calendar.ts";

/** Local time of one IANA zone. Instants and local times are ms since 1970 (local as if it were UTC). */
export interface Zone {
  toLocal(instant: number): number;
  /** A local time that is skipped takes the offset before the change, one that comes twice the later: PostgreSQL's rule. */
  toInstant(local: number): number;
}

/** Zones that have been opened, by name. Opening one takes half a millisecond, so whoever evaluates much keeps this. */
export interface Zones {
  open(name: string): Zone;
}

/** @throws RangeError from `open` for a zone that the engine does not know */
export function createZones(): Zones {
  const opened = new Map<string, Zone>();
  return {
    open(name) {
      const zone = opened.get(name) ?? openZone(name);
      opened.set(name, zone);
      return zone;
    },
  };
}

/** @throws RangeError for a zone that the engine does not know */
export function openZone(name: string): Zone {
  if (name === "UTC") return { toLocal: (instant) => instant, toInstant: (local) => local };
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: name,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    era: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const offset = (instant: number): number => {
    const parts = new Map(format.formatToParts(instant).map((part) => [part.type, part.value]));
    const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
    const year = parts.get("era") === "BC" ? 1 - number("year") : number("year");
    const days = daysFromCivil({ year, month: number("month"), day: number("day") });
    const local =
      days * dayLength + (number("hour") * 3600 + number("minute") * 60 + number("second")) * 1000;
    return local - Math.floor(instant / 1000) * 1000;
  };
  return { toLocal: (instant) => instant + offset(instant), toInstant: (local) => toInstant(local, offset) };
}

function toInstant(local: number, offset: (instant: number) => number): number {
  const earlier = offset(local - dayLength);
  const later = offset(local + dayLength);
  if (earlier === later) return local - earlier;
  const before = local - earlier;
  const after = local - later;
  const holdsBefore = offset(before) === earlier;
  const holdsAfter = offset(after) === later;
  if (holdsBefore !== holdsAfter) return holdsBefore ? before : after;
  // Skipped: the offset before puts the instant later. Doubled: the offset after does.
  return Math.max(before, after);
}
