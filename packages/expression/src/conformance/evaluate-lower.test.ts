import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { check } from "../check/check.ts";
import type { Environment, Value } from "../evaluate/environment.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import { normalize } from "../normalize/normalize.ts";
import { operators } from "../operators/registry.ts";
import { print } from "../print/print.ts";
import type { Checked } from "../types/checked.ts";
import { typeName } from "../types/type-name.ts";
import { someExpression, someInstant, someRecord, someZone } from "./arbitrary.ts";
import { caseRoots } from "./case.ts";
import { type CaseDatabase, caseDatabase } from "./postgres.ts";
import { caseContext } from "./scope.ts";

let database: CaseDatabase;

beforeAll(async () => {
  database = await caseDatabase();
});

afterAll(() => database.drop());

/** The value, or "out_of_range" where one of the two says so. */
async function attempt(work: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const said = error instanceof Error && "code" in error ? String(error.code) : "";
    if (["validation_failed", "22003", "22008"].includes(said)) return "out_of_range";
    throw error;
  }
}

function checked(expression: Parameters<typeof check>[0]): Checked {
  const canonical = normalize(expression as Parameters<typeof normalize>[0]);
  const result = "problems" in canonical ? canonical : check(canonical.expression, caseContext);
  if ("problems" in result) throw new Error(`${print(expression)}: ${JSON.stringify(result.problems)}`);
  return result.checked;
}

it("evaluates to the same value in JavaScript and in PostgreSQL", async () => {
  let values = 0;
  await fc.assert(
    fc.asyncProperty(
      someExpression.filter((one) => typeof one !== "string"),
      someRecord,
      someInstant,
      someZone,
      async (expression, record, now, timeZone) => {
        const node = checked(expression);
        const environment: Environment = { record, roots: caseRoots, now, timeZone };
        const value = await attempt(() => evaluate(node, environment));
        const stored = await attempt(() => database.value(node, environment));
        if (value !== null) values += 1;
        expect(stored, `${print(expression)} : ${typeName(node.type)}`).toEqual(value);
        if (node.type.kind === "boolean" && value !== "out_of_range") {
          expect(await database.passes(node, environment), print(expression)).toBe(value === true);
        }
      },
    ),
    { numRuns: runs },
  );
  expect(values).toBeGreaterThan(runs / 4);
}, 120_000);

/** More by hand: `EXPRESSION_RUNS=20000 npx vitest run evaluate-lower`. */
const runs = Number(process.env.EXPRESSION_RUNS ?? 300);

/** Those that need what a random record has not: a tree. */
const elsewhere: readonly string[] = ["under", "today", "now"];

it("reaches every operator", () => {
  const text = fc
    .sample(someExpression, 5000)
    .map((one) => JSON.stringify(one))
    .join("\n");
  const missing = Object.values(operators)
    .map(({ name }) => name)
    .filter((name) => !elsewhere.includes(name) && !text.includes(`{"${name}":[`));
  expect(missing).toEqual([]);
});
