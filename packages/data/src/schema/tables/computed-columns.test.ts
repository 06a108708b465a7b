import type { JsonObject } from "@dougong/model";
import { sequentialIds } from "@dougong/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenDesign, openDesign } from "../../design/testing/open-design.ts";
import { expressionTexts } from "./testing/expression-texts.ts";
import { createLab, plainFields, plainNames } from "./testing/lab.ts";

let here: OpenDesign;
beforeAll(async () => {
  here = await openDesign();
});
afterAll(() => here.close());

const results: Readonly<Record<string, JsonObject>> = {
  number: { type: "decimal", precision: 38, scale: 6 },
  condition: { type: "boolean" },
  text: { type: "long_text" },
  date: { type: "date" },
};

const plain = expressionTexts(plainNames);
const kinds = ["number", "condition", "text", "date"] as const;
const formula = (id: string, kind: (typeof kinds)[number], text: string): JsonObject => ({
  id,
  type: "formula",
  result: results[kind] ?? {},
  formula: text,
});

/** Formulas of a record or row over its own fields, a later one over an earlier one, too. */
const formulas = fc
  .tuple(
    fc.record({ number: plain.number, condition: plain.condition, text: plain.text, date: plain.date }),
    fc.constantFrom("+", "*", "-"),
  )
  .map(([texts, sign]) => [
    ...kinds.map((kind) => formula(`own_${kind}`, kind, texts[kind])),
    formula("chained", "number", `own_number ${sign} LEN(own_text)`),
  ]);

const inRows = expressionTexts({
  numbers: [...plainNames.numbers, "own_number"],
  texts: [...plainNames.texts, "own_text"],
  dates: [...plainNames.dates, "own_date"],
  flags: ["f", "own_condition"],
});
const aggregates = fc
  .record({ number: inRows.number, filter: inRows.condition, text: inRows.text, date: inRows.date })
  .map(({ number, filter, text, date }) => [
    formula("sum", "number", `SUM(lines, ${number}, ${filter})`),
    formula("avg", "number", `AVG(lines.own_number) + COUNT(lines, true, ${filter})`),
    formula("least", "number", `MIN(lines, ${number}) - COUNT(lines)`),
    formula("latest", "date", `MAX(lines, ${date})`),
    formula("every", "condition", `ALL(lines, ${filter}) OR ANY(lines.f)`),
    formula("joined", "text", `JOIN(lines, ${text}, "; ", ${filter})`),
  ]);

const date = fc
  .date({ min: new Date("1999-12-01"), max: new Date("2028-03-31"), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const values = fc.record({
  n: fc.option(fc.integer({ min: -1000, max: 1000 })),
  d: fc.option(
    fc.integer({ min: -99_999_999, max: 99_999_999 }).map((digits) => (digits / 10_000).toFixed(4)),
  ),
  s: fc.option(fc.constantFrom("a", "Ab", " x ", "ß", "中文", "𝄞", "10")),
  t: fc.option(fc.constantFrom("b", "aB", "z", "é")),
  x: fc.option(date),
  y: fc.option(date),
  f: fc.option(fc.boolean()),
});

const step = fc.oneof(
  fc.record({ do: fc.constant("insert" as const), rows: fc.array(values, { minLength: 1, maxLength: 3 }) }),
  fc.record({ do: fc.constant("update" as const), at: fc.nat(9), row: values }),
  fc.record({ do: fc.constant("delete" as const), at: fc.nat(9) }),
);

const newId = sequentialIds(7);
let apps = 0;

/** An app of its own with the formulas, published. */
async function laboratory(ownFormulas: readonly JsonObject[], rowFormulas: readonly JsonObject[]) {
  apps += 1;
  const app = `lab${apps}`;
  const documents = [
    {
      kind: "entity",
      id: "head",
      fields: [...plainFields, { id: "lines", type: "lines", entity: "row" }, ...ownFormulas],
    },
    { kind: "entity", id: "row", ownedBy: "head", fields: [...plainFields, ...rowFormulas] },
  ];
  await here.design.importApp(
    here.context,
    { app: { kind: "app", id: app, version: "1.0.0", language: "en" }, documents },
    { dryRun: false, seed: false },
  );
  const catalogue = await here.design.current();
  const [head, row] = [catalogue.entities.get(`${app}.head`), catalogue.entities.get(`${app}.row`)];
  if (head === undefined || row === undefined) throw new Error("The laboratory was not published");
  return createLab(here, catalogue, head, row);
}

test("stored formulas and sums are what TypeScript works out, over random documents, rows and changes of rows", async () => {
  const property = fc.asyncProperty(
    formulas,
    formulas,
    aggregates,
    values,
    fc.array(step, { minLength: 1, maxLength: 8 }),
    async (own, ofRows, sums, head, steps) => {
      const lab = await laboratory([...own, ...sums], ofRows);
      const id = newId();
      let rows: readonly (typeof head & { readonly id: string })[] = [];
      if (lab.computed(head, []).problems.length > 0) return;
      await lab.insertOwner(id, head);
      expect(await lab.stored(id)).toEqual(expected(lab.computed(head, rows)));
      for (const change of steps) {
        const next = applied(rows, change);
        if (next === rows || lab.computed(head, next).problems.length > 0) continue;
        if (change.do === "insert") await lab.insertRows(id, rows.length, next.slice(rows.length));
        else if (change.do === "delete") await lab.deleteRow(rows[change.at % rows.length]?.id ?? "");
        else await lab.updateRow(next[change.at % rows.length]?.id ?? "", change.row);
        rows = next;
        expect(await lab.stored(id)).toEqual(expected(lab.computed(head, rows)));
      }
    },
  );
  await fc.assert(property, { numRuns: 25, seed: 20260105, endOnFailure: true });
}, 300_000);

function expected({ owner, rows }: { readonly owner: unknown; readonly rows: unknown }) {
  return { owner, rows };
}

function applied<R extends { readonly id: string }>(
  rows: readonly R[],
  change: {
    readonly do: string;
    readonly at?: number;
    readonly row?: object;
    readonly rows?: readonly object[];
  },
): readonly R[] {
  if (change.do === "insert")
    return [...rows, ...(change.rows ?? []).map((row) => ({ ...row, id: newId() }) as R)];
  if (rows.length === 0) return rows;
  const at = (change.at ?? 0) % rows.length;
  if (change.do === "delete") return rows.filter((_, index) => index !== at);
  return rows.map((row, index) => (index === at ? { ...row, ...change.row } : row));
}
