import { createHmac, timingSafeEqual } from "node:crypto";

/** Where a page ended: the sort values of its last record, and the instant and zone that all pages share. */
export interface Cursor {
  /** What the cursor is bound to: the query, how it sorts, and who asks. */
  readonly fingerprint: string;
  /** The last record's sort keys in PostgreSQL's text form. */
  readonly keys: readonly (string | null)[];
  readonly id: string;
  /** `$now` of the first page, ISO 8601. */
  readonly now: string;
  readonly timeZone: string;
}

const macLength = 16;

/** The cursor as opaque text: base64url of its JSON, then of a keyed hash of it. */
export function sealCursor(cursor: Cursor, secret: string): string {
  const body = Buffer.from(
    JSON.stringify([1, cursor.fingerprint, cursor.keys, cursor.id, cursor.now, cursor.timeZone]),
  );
  return Buffer.concat([mac(body, secret), body]).toString("base64url");
}

/** The cursor behind the text, or undefined when this workspace did not make it. */
export function openCursor(text: string, secret: string): Cursor | undefined {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length <= macLength || bytes.toString("base64url") !== text) return undefined;
  const body = bytes.subarray(macLength);
  if (!timingSafeEqual(bytes.subarray(0, macLength), mac(body, secret))) return undefined;
  return readBody(JSON.parse(body.toString("utf8")));
}

function mac(body: Buffer, secret: string): Buffer {
  return createHmac("sha256", secret).update("dougong cursor\0").update(body).digest().subarray(0, macLength);
}

function readBody(parts: unknown): Cursor | undefined {
  if (!Array.isArray(parts) || parts[0] !== 1) return undefined;
  const [, fingerprint, keys, id, now, timeZone]: readonly unknown[] = parts;
  if (!Array.isArray(keys) || !keys.every((key) => key === null || typeof key === "string")) return undefined;
  if (
    typeof fingerprint !== "string" ||
    typeof id !== "string" ||
    typeof now !== "string" ||
    typeof timeZone !== "string"
  )
    return undefined;
  return { fingerprint, keys, id, now, timeZone };
}
