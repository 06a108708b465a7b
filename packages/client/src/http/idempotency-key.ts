/**
 * A new `Idempotency-Key`. Keep it with the thing that is being made and send it with each try:
 * a double click or a retry after a lost answer then makes one record.
 *
 * `crypto.randomUUID` is missing on plain http pages in a local network, `getRandomValues` is not.
 */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
