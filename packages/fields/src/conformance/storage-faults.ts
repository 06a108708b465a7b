import { identifier, sql, toQuery, type Value } from "@dougong/expression";
import { caseContext, caseField, type FieldCase } from "../conformance.ts";
import type { FieldModel } from "../facets/model.ts";
import type { FieldStorage } from "../facets/storage.ts";

/** Runs one statement on one connection: `(text, values) => client.query(text, values)`. */
export type RunQuery = (
  text: string,
  values: (string | null)[],
) => Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>;

/** Every value of the cases goes through a real column and comes back in contract form; nulls sort with them. */
export async function storageFaults(
  type: { readonly model: FieldModel; readonly storage: FieldStorage; readonly cases: readonly FieldCase[] },
  query: RunQuery,
): Promise<readonly string[]> {
  const { model, storage, cases } = type;
  const faults: string[] = [];
  for (const entry of cases) {
    const field = caseField(model.type, entry);
    const coerced = model.coerce(entry.value, field, caseContext(entry));
    const column = storage.column(field);
    if (!("value" in coerced) || column === null) continue;
    await query(`create temporary table conforming (place int, value ${column})`, []);
    const values: readonly Value[] = [coerced.value, null];
    for (const [place, value] of values.entries()) {
      const insert = toQuery(
        sql`insert into conforming values (${{ value: String(place), type: "int" }}, ${storage.parameter(value, field)})`,
      );
      await query(insert.text, [...insert.values]);
    }
    const value = identifier("value");
    const read = toQuery(
      sql`select row_to_json(r)::text as row from (select place, ${storage.toJson(value, field)} as value from conforming order by ${storage.sortKey(value, field, identifier("und-x-icu"))} nulls last) as r`,
    );
    const { rows } = await query(read.text, [...read.values]);
    const found = rows.map((row) => JSON.stringify(valueIn(String(row.row))));
    const wanted = values.map((one) => JSON.stringify(sorted(one)));
    if (JSON.stringify(found) !== JSON.stringify(wanted))
      faults.push(`${JSON.stringify(entry.value)} comes back from PostgreSQL as ${found.join(", ")}`);
    await query("drop table conforming", []);
  }
  return faults;
}

function valueIn(row: string): unknown {
  const parsed: unknown = JSON.parse(row);
  return typeof parsed === "object" && parsed !== null && "value" in parsed
    ? sorted(parsed.value)
    : undefined;
}

/** The order of an object's members says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}
