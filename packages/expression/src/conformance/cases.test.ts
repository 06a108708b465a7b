import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operators } from "../operators/registry.ts";
import { typeName } from "../types/type-name.ts";
import { type Case, checkCase, environmentOf, expectedOutcome, type Outcome, runCase } from "./case.ts";
import { readCaseFiles } from "./case-files.ts";
import { type CaseDatabase, caseDatabase } from "./postgres.ts";

const files = readCaseFiles();
let database: CaseDatabase;

beforeAll(async () => {
  database = await caseDatabase();
});

afterAll(() => database.drop());

/** PostgreSQL's codes for numbers and dates beyond their type. */
const outOfRange = new Set(["22003", "22008"]);

async function runInDatabase(one: Case): Promise<Outcome> {
  const result = checkCase(one.text);
  if ("problems" in result) return result;
  try {
    return {
      value: await database.value(result.checked, environmentOf(one)),
      type: typeName(result.checked.type),
    };
  } catch (error) {
    if (error instanceof Error && "code" in error && outOfRange.has(String(error.code)))
      return { problems: ["out_of_range"] };
    throw error;
  }
}

describe("cases", () => {
  it("has at least two cases for every operator", () => {
    const counts = new Map(files.map(({ name, cases }) => [name, cases.length]));
    const names = Object.values(operators).map(({ name }) => fileNames[name] ?? name);
    expect(names.filter((name) => (counts.get(name) ?? 0) < 2)).toEqual([]);
  });

  for (const { name, cases } of files) {
    it(`${name}: in JavaScript`, () => {
      for (const one of cases) expect(runCase(one), one.text).toEqual(expectedOutcome(one));
    });

    it(`${name}: in PostgreSQL`, async () => {
      for (const one of cases) expect(await runInDatabase(one), one.text).toEqual(expectedOutcome(one));
    });

    it(`${name}: a condition of a query holds exactly where the value is true`, async () => {
      for (const one of cases) {
        const result = checkCase(one.text);
        if ("problems" in result || result.checked.type.kind !== "boolean" || one.problems !== undefined)
          continue;
        expect(await database.passes(result.checked, environmentOf(one)), one.text).toBe(one.value === true);
      }
    });
  }
});

/** Files of operators whose name is no word. */
const fileNames: Readonly<Record<string, string>> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "%": "remainder",
  "==": "equal",
  "!=": "not-equal",
  "<": "less",
  "<=": "less-equal",
  ">": "greater",
  ">=": "greater-equal",
  "!": "not",
};
