const exact = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.0{1,9})?)?$/;
const typed = /^(\d{1,2})(?:[:.时時點点]\s*(\d{1,2})(?:[:.分]\s*(\d{1,2})\s*秒?)?分?)$/;

/** `09:30` or `09:30:00` as `09:30:00`; undefined for anything else. */
export function readClock(text: string): string | undefined {
  const match = exact.exec(text);
  return match === null ? undefined : `${match[1]}:${match[2]}:${match[3] ?? "00"}`;
}

/** The same as people write it: `9:30`, `9.30`, `9点30分`, `9:30 pm`, `0930`. */
export function readClockText(text: string): string | undefined {
  const given = text.normalize("NFKC").trim().toLowerCase();
  const half = /^(?:(上午|下午|晚上)\s*)?(.*?)(?:\s*([ap])\.?m\.?)?$/.exec(given);
  const [, before, body = "", after] = half ?? [];
  const compact = /^([01]\d|2[0-3])([0-5]\d)$/.exec(body);
  const match = compact ?? typed.exec(body.replace(/[点點]半$/, "点30").replace(/[点點时時]$/, "点00"));
  if (match === null) return undefined;
  const hour = hourOf(Number(match[1]), before, after);
  const [minute, second] = [Number(match[2] ?? 0), Number(match[3] ?? 0)];
  if (hour === undefined || minute > 59 || second > 59) return undefined;
  return [hour, minute, second].map((part) => String(part).padStart(2, "0")).join(":");
}

function hourOf(hour: number, before: string | undefined, after: string | undefined): number | undefined {
  if (before === undefined && after === undefined) return hour > 23 ? undefined : hour;
  if (hour > 12) return hour > 23 || after !== undefined || before === "上午" ? undefined : hour;
  const late = after === "p" || before === "下午" || before === "晚上";
  return late ? (hour === 12 ? 12 : hour + 12) : hour === 12 ? 0 : hour;
}
