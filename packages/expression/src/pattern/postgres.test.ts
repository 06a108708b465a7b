import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CaseDatabase, caseDatabase } from "../conformance/postgres.ts";
import { compilePattern } from "./pattern.ts";

let database: CaseDatabase;

beforeAll(async () => {
  database = await caseDatabase();
  await database.query("set statement_timeout = '5s'");
});

afterAll(() => database.drop());

const characters = [
  "a",
  "B",
  "z",
  "0",
  "9",
  "_",
  " ",
  "\t",
  "\n",
  "\r",
  "-",
  "é",
  "ß",
  "木",
  "京",
  "～",
  "😀",
  "👍",
  "\u3000",
];
const someText = fc.string({ unit: fc.constantFrom(...characters), maxLength: 10 });

/** Patterns of the whole grammar, from the inside out. */
const somePattern = fc.letrec<{ pattern: string; atom: string; sequence: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.constantFrom(
      "a",
      "B",
      "0",
      "é",
      "木",
      "😀",
      "\\.",
      "\\-",
      "\\n",
      ".",
      "\\d",
      "\\D",
      "\\w",
      "\\W",
      "\\s",
      "\\S",
    ),
    fc.constantFrom(
      "[a-z]",
      "[^a-z]",
      "[一-龥]",
      "[^木😀]",
      "[\\d_]",
      "[^\\D]",
      "[a\\-B]",
      "[\\s\\S]",
      "[^\\s\\S]",
      "[😀-👍]",
    ),
    tie("pattern").map((pattern) => `(${pattern})`),
    tie("pattern").map((pattern) => `(?:${pattern})`),
  ),
  sequence: fc
    .array(
      fc.oneof(
        { weight: 1, arbitrary: fc.constantFrom("^", "$") },
        {
          weight: 6,
          arbitrary: fc
            .tuple(
              tie("atom"),
              fc.constantFrom("", "", "", "*", "+", "?", "{0}", "{2}", "{1,}", "{0,2}", "{3,300}"),
            )
            .map(([atom, count]) => atom + count),
        },
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.join("")),
  pattern: fc.array(tie("sequence"), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("|")),
})).pattern;

describe("a pattern in PostgreSQL", () => {
  it("matches the same texts as in JavaScript", async () => {
    const samples = fc
      .sample(
        fc.tuple(somePattern, fc.array(someText, { minLength: 1, maxLength: 8 })),
        Number(process.env.EXPRESSION_RUNS ?? 500),
      )
      .flatMap(([source, texts]) => {
        const compiled = compilePattern(source);
        return "pattern" in compiled ? [{ source, texts, pattern: compiled.pattern }] : [];
      });
    expect(samples.length).toBeGreaterThan(200);
    const verdicts = new Set<boolean>();
    for (const { source, texts, pattern } of samples) {
      const escaped = texts.map((text) => `e'${text.replaceAll("\n", "\\n").replaceAll("\r", "\\r")}'`);
      // A pattern that keeps the database busy fails by its timeout.
      const rows = await database
        .query(
          `select (t collate "C") ~ '${pattern.postgres}' as yes from unnest(array[${escaped.join(", ")}]::text[]) with ordinality x(t, i) order by i`,
        )
        .catch((error: unknown) => {
          throw new Error(`${source}: ${String(error)}`);
        });
      const expected = texts.map((text) => pattern.matches(text));
      for (const one of expected) verdicts.add(one);
      expect(
        rows.map((row) => row.yes),
        `${source} on ${JSON.stringify(texts)}`,
      ).toEqual(expected);
    }
    expect(verdicts.size).toBe(2);
  }, 120_000);

  it("answers soon where a backtracking engine would never end", async () => {
    const compiled = compilePattern("^(a+)+(b|a*)*$");
    if ("fault" in compiled) throw new Error("no pattern");
    const rows = await database.query(
      `select (repeat('a', 5000) || 'c') collate "C" ~ '${compiled.pattern.postgres}' as yes`,
    );
    expect(rows).toEqual([{ yes: false }]);
  }, 20_000);
});
