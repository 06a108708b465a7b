const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");

/**
 * A UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then random bits, so ids sort by creation time.
 *
 * @param milliseconds Unix time in ms
 * @param random 10 random bytes
 */
export function uuidV7(milliseconds: number, random: Uint8Array): string {
  if (random.length < 10) throw new RangeError("uuidV7 needs 10 random bytes");
  const time = hex(Math.trunc(milliseconds), 12);
  const bytes = Array.from(random.slice(0, 10));
  const at = (index: number) => bytes[index] ?? 0;
  const version = hex(0x7000 | ((at(0) & 0x0f) << 8) | at(1), 4);
  const variant = hex(0x8000 | ((at(2) & 0x3f) << 8) | at(3), 4);
  const tail = bytes
    .slice(4)
    .map((byte) => hex(byte, 2))
    .join("");
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${tail}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for a record id as the platform makes them: a UUID in lower case. */
export function isRecordId(text: string): boolean {
  return uuid.test(text);
}
