const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const clock = /^(-?)(\d+):([0-5]?\d)(?::([0-5]?\d))?$/;
const iso = /^(-?)p(?:(\d+)w)?(?:(\d+)d)?(?:t(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?)?$/;
const words =
  /^(-?)(?:(\d+)\s*(?:weeks?|w|周))?\s*(?:(\d+)\s*(?:days?|d|天|日))?\s*(?:(\d+)\s*(?:hours?|hrs?|h|小时|时))?\s*(?:(\d+)\s*(?:minutes?|mins?|min|m|分钟|分))?\s*(?:(\d+)\s*(?:seconds?|secs?|s|秒钟?))?$/;

/**
 * A duration as people write it, in seconds: `1:30` and `1:30:00` are hours first; `1h 30m`, `2天`, `PT90S`, `90`
 * (seconds). Undefined where it is none.
 */
export function readDurationText(text: string): number | undefined {
  const given = text.normalize("NFKC").trim().toLowerCase().replace(/^[−–]/, "-");
  if (/^-?\d+$/.test(given)) return Number(given);
  const parts = clock.exec(given);
  if (parts !== null)
    return signed(parts[1], Number(parts[2]) * hour + Number(parts[3]) * minute + Number(parts[4] ?? 0));
  const units = /\d/.test(given) ? (iso.exec(given) ?? words.exec(given)) : null;
  if (units === null) return undefined;
  const sizes = [7 * day, day, hour, minute, 1];
  const total = sizes.reduce((sum, size, index) => sum + Number(units[index + 2] ?? 0) * size, 0);
  return signed(units[1], total);
}

function signed(sign: string | undefined, seconds: number): number {
  return sign === "-" && seconds !== 0 ? -seconds : seconds;
}

/** `5400` as `1:30:00`: hours, minutes, seconds; what `readDurationText` reads to the same number. */
export function printDuration(seconds: number): string {
  const size = Math.abs(seconds);
  const two = (part: number) => String(part).padStart(2, "0");
  const body = `${Math.floor(size / hour)}:${two(Math.floor((size % hour) / minute))}:${two(size % minute)}`;
  return seconds < 0 ? `\u2212${body}` : body;
}
