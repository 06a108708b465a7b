import type { QueryService, ReadContext } from "@dougong/data";
import { splitList, type TextConventions } from "@dougong/fields";
import { type ExpressionSource, isJsonObject, type JsonValue } from "@dougong/model";
import type { ImportColumn } from "../columns/import-column.ts";
import { removeGuard } from "../csv/formula-guard.ts";
import type { CsvRow } from "../csv/read-csv.ts";

/** Finds the records that cells name, e.g. a customer by its code. */
export interface RecordFinder {
  /** Ids of the records whose field has the value: one is wanted. */
  find(column: ImportColumn, value: JsonValue): readonly string[];
}

const batch = 250;
const keyOf = (value: JsonValue): string => JSON.stringify(value);

/** What a cell names: one record, or for references several. */
export function namesIn(column: ImportColumn, cell: string): readonly string[] {
  return column.by !== null && column.field.type.kind === "references" ? splitList(cell) : [cell];
}

/** All values that a column holds, each once, as its target field reads them. */
function valuesOf(
  column: ImportColumn,
  rows: readonly CsvRow[],
  conventions: TextConventions,
): readonly JsonValue[] {
  const target = column.by?.field;
  if (target === undefined) return [];
  const values = new Map<string, JsonValue>();
  const cells = rows.map((row) => removeGuard(row.cells[column.index] ?? ""));
  for (const text of new Set(cells.flatMap((cell) => namesIn(column, cell)))) {
    if (text.trim() === "") continue;
    const read = target.model.coerce(text, target.document, {
      path: "",
      label: target.label,
      from: "text",
      text: conventions,
    });
    if ("value" in read) values.set(keyOf(read.value), read.value);
  }
  return [...values.values()];
}

/** One of many values, as a condition; a decimal keeps its digits. */
function condition(column: ImportColumn, values: readonly JsonValue[]): ExpressionSource {
  const type = column.by?.field.type.kind;
  const literal = (value: JsonValue): JsonValue =>
    type === "decimal" && typeof value === "string" ? { decimal: value } : value;
  return { in: [{ var: column.by?.field.id ?? "id" }, values.map(literal)] };
}

/**
 * Looks up what a column names, some hundreds at a time, with the rights of whoever imports: a record out
 * of sight is not found.
 */
async function lookUp(
  queries: QueryService,
  context: ReadContext,
  column: ImportColumn,
  values: readonly JsonValue[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const field = column.by?.field.id ?? "id";
  for (let at = 0; at < values.length; at += batch) {
    let cursor: string | null = null;
    do {
      const text: string = await queries.list(context, {
        from: column.by?.entity.id ?? "",
        select: ["id", field],
        where: condition(column, values.slice(at, at + batch)),
        limit: 500,
        ...(cursor === null ? {} : { cursor }),
      });
      const answer: JsonValue = JSON.parse(text);
      const rows = isJsonObject(answer) && Array.isArray(answer.data) ? answer.data.filter(isJsonObject) : [];
      for (const row of rows) {
        const key = keyOf(row[field] ?? null);
        found.set(key, [...(found.get(key) ?? []), String(row.id)]);
      }
      const page = isJsonObject(answer) && isJsonObject(answer.page) ? answer.page : {};
      cursor = typeof page.next === "string" ? page.next : null;
    } while (cursor !== null);
  }
  return found;
}

/** Looks up everything that the rows of a file name, before they are read. */
export async function findRecords(
  queries: QueryService,
  context: ReadContext,
  columns: readonly ImportColumn[],
  rows: readonly CsvRow[],
  conventions: TextConventions,
): Promise<RecordFinder> {
  const found = new Map<string, Map<string, string[]>>();
  for (const column of columns) {
    if (column.by !== null)
      found.set(column.heading, await lookUp(queries, context, column, valuesOf(column, rows, conventions)));
  }
  return { find: (column, value) => found.get(column.heading)?.get(keyOf(value)) ?? [] };
}
