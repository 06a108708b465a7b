import type { Problem } from "@dougong/model";

/** Reads `timeZone`: a name of the IANA data base. Offsets are refused, as PostgreSQL reads their sign the other way. */
export function resolveTimeZone(
  name: string | undefined,
  fallback: string,
): { readonly timeZone: string; readonly problems: readonly Problem[] } {
  if (name === undefined || isTimeZone(name)) return { timeZone: name ?? fallback, problems: [] };
  return {
    timeZone: fallback,
    problems: [
      {
        code: "bad_format",
        path: "/timeZone",
        params: { label: "timeZone", example: "Asia/Shanghai" },
        expected: "IANA time zone",
        got: name,
      },
    ],
  };
}

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
