import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CaseDatabase, caseDatabase } from "../conformance/postgres.ts";
import { toLower, toUpper } from "./case-mapping.ts";

let database: CaseDatabase;

beforeAll(async () => {
  database = await caseDatabase();
});

afterAll(() => database.drop());

/** Every code point that text may hold. */
const all = Array.from({ length: 0x110000 - 1 }, (_, index) => index + 1).filter(
  (code) => code < 0xd800 || code > 0xdfff,
);

describe("UPPER and LOWER", () => {
  it("agree with PostgreSQL on every code point of Unicode", async () => {
    for (let start = 0; start < all.length; start += 50_000) {
      const text = String.fromCodePoint(...all.slice(start, start + 50_000));
      const [row] = await database.query(
        `select "ws"._upper(${quote(text)}) as upper, "ws"._lower(${quote(text)}) as lower`,
      );
      expect(row?.upper === toUpper(text), `upper from ${start}`).toBe(true);
      expect(row?.lower === toLower(text), `lower from ${start}`).toBe(true);
    }
  });

  it("agree with JavaScript wherever its full mapping is 1:1", () => {
    for (const code of all) {
      const text = String.fromCodePoint(code);
      const [upper, lower] = [text.toUpperCase(), text.toLowerCase()];
      // An engine with an older Unicode knows fewer letters, so a character that it leaves alone proves nothing.
      if (Array.from(upper).length === 1 && upper !== text) expect(toUpper(text)).toBe(upper);
      if (Array.from(lower).length === 1 && lower !== text) expect(toLower(text)).toBe(lower);
    }
  });

  it("keep the number of characters", () => {
    for (const text of ["straße", "ﬀ", "ŉ", "İ", "ΐ"])
      expect(Array.from(toUpper(text) + toLower(text)).length).toBe(Array.from(text).length * 2);
  });
});

function quote(text: string): string {
  return `E'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
