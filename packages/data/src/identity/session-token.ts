import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Bytes of a secret that a browser keeps. */
export const tokenBytes = 32;

/** What is stored of a token: whoever reads the table cannot use a session. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/**
 * The CSRF token of a session. It is derived from the session's own secret, which scripts cannot
 * read, so it needs no place in the database and dies with the session.
 */
export function csrfTokenOf(token: string): string {
  return createHmac("sha256", token).update("dougong csrf").digest("base64url");
}

/** Compares two secrets in a time that does not depend on where they differ. */
export function sameSecret(given: string, wanted: string): boolean {
  return timingSafeEqual(
    createHash("sha256").update(given).digest(),
    createHash("sha256").update(wanted).digest(),
  );
}
