import { type Cursor, sealCursor } from "./cursor.ts";
import { estimateLimit } from "./list-statement.ts";

/** What the page's statement gave. */
export interface PageRow {
  /** The JSON array as text. */
  readonly data: string;
  /** Sort keys and id of the page's last record, where another page follows. */
  readonly last: readonly (string | null)[] | null;
  readonly count?: string;
}

/** `{"data":[…],"page":{"next":…,"count":…}}`, around the array that PostgreSQL made. */
export function listAnswer(
  row: PageRow,
  count: "none" | "exact" | "estimate",
  position: Omit<Cursor, "keys" | "id">,
  secret: string,
): string {
  const next =
    row.last === null
      ? null
      : sealCursor({ ...position, keys: row.last.slice(0, -1), id: row.last.at(-1) ?? "" }, secret);
  return `{"data":${row.data},"page":${JSON.stringify({ next, ...counted(count, row.count) })}}`;
}

function counted(
  count: "none" | "exact" | "estimate",
  text: string | undefined,
): { readonly count?: number; readonly more?: true } {
  if (count === "none" || text === undefined) return {};
  const found = Number(text);
  return count === "estimate" && found > estimateLimit
    ? { count: estimateLimit, more: true }
    : { count: found };
}
