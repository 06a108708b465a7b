/**
 * The bytes that `Range: bytes=…` asks for, both ends included; null where the whole is to be sent: no header,
 * several ranges, or none that can be read (RFC 9110 14.2); `"unsatisfiable"` where the file ends before it.
 */
export function byteRange(
  header: string | undefined,
  size: number,
): { readonly start: number; readonly end: number } | "unsatisfiable" | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "");
  if (match === null) return null;
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return null;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size || (first === "" && Number(last) === 0)) return "unsatisfiable";
  return start > end ? null : { start, end };
}
