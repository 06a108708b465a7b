import type { Value } from "@dougong/expression";
import type { Problem } from "@dougong/model";
import { type GivenLines, type GivenRow, type RecordValues, rowId } from "../steps/write.ts";

interface MergeInput {
  readonly before: readonly RecordValues[];
  /** Undefined where the lines were not sent: they stay. */
  readonly given: GivenLines | undefined;
  /** Ids of the row entity's fields. */
  readonly fields: readonly string[];
  readonly label: string;
  newId(): string;
}

interface MergedLines {
  readonly rows: readonly RecordValues[];
  /** Row id → where the row was sent. */
  readonly paths: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/**
 * The rows as they will stand. A whole set keeps rows that come with their `id`, makes those without, drops the
 * absent and takes the order sent; a delta changes and removes in place and appends the new ones. A kept row
 * holds on to the fields that were not sent.
 */
export function mergeLines(input: MergeInput): MergedLines {
  const { given } = input;
  if (given === undefined) return { rows: input.before, paths: new Map(), problems: [] };
  const stored = new Map(input.before.map((row) => [rowId(row), row]));
  const paths = new Map<string, string>();
  const problems: Problem[] = [];
  const sent = given.rows.flatMap((row): readonly RecordValues[] => {
    if (row.id !== null && !stored.has(row.id)) {
      problems.push(unknownRow(`${row.path}/id`, row.id, input.label));
      return [];
    }
    const merged = mergeRow(row, row.id === null ? undefined : stored.get(row.id), input);
    paths.set(rowId(merged), row.path);
    return [merged];
  });
  if (given.form === "set") return { rows: sent, paths, problems };

  const deleted = new Set(given.deleted.map((one) => one.id));
  for (const one of given.deleted)
    if (!stored.has(one.id)) problems.push(unknownRow(one.path, one.id, input.label));
  const changed = new Map(sent.map((row) => [rowId(row), row]));
  const kept = input.before
    .filter((row) => !deleted.has(rowId(row)))
    .map((row) => changed.get(rowId(row)) ?? row);
  const added = sent.filter((row) => !stored.has(rowId(row)));
  return { rows: [...kept, ...added], paths, problems };
}

function mergeRow(row: GivenRow, stored: RecordValues | undefined, input: MergeInput): RecordValues {
  const merged: Record<string, Value> = { id: row.id ?? input.newId() };
  for (const field of input.fields) {
    merged[field] = Object.hasOwn(row.values, field)
      ? (row.values[field] ?? null)
      : (stored?.[field] ?? null);
  }
  return merged;
}

function unknownRow(path: string, id: string, label: string): Problem {
  return { code: "reference_not_found", path, params: { label }, got: id };
}
