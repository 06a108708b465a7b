import type { Value, Zones } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import type { JsonObject, JsonValue, Problem } from "@dougong/model";
import type { WriteContext } from "../record-service.ts";

/** Values by field id in contract form; a lines field holds its rows, each with its `id`. */
export type RecordValues = Readonly<Record<string, Value>>;

/** One row as it was sent: only what was given, coerced. */
export interface GivenRow {
  /** Where it stands in what was sent: `/lines/0`, `/lines/upsert/0`. */
  readonly path: string;
  readonly id: string | null;
  readonly values: RecordValues;
}

/** What was sent for a lines field: the whole set of rows, or what to change. */
export type GivenLines =
  | { readonly form: "set"; readonly rows: readonly GivenRow[] }
  | {
      readonly form: "delta";
      readonly rows: readonly GivenRow[];
      readonly deleted: readonly { readonly path: string; readonly id: string }[];
    };

/** What was sent, read into contract form. What could not be read is absent and stands in the problems. */
export interface Given {
  readonly values: RecordValues;
  readonly lines: Readonly<Record<string, GivenLines>>;
  /** System members of the body; they must equal the stored ones. */
  readonly system: JsonObject;
}

/** One write on its way through the steps. Each step gives a new one. */
export interface Write {
  readonly context: WriteContext;
  readonly entity: Entity;
  readonly operation: "create" | "update" | "restore";
  /** What makes the write, as moves between states name it: `action:ship`; null for a plain write. */
  readonly cause: string | null;
  /** Where the record stands in what was sent: `""`, or `/rows/3` of many. */
  readonly at: string;
  readonly input: JsonObject;
  /** `$now` of the transaction: ISO 8601, UTC with ms. */
  readonly now: string;
  readonly newId: () => string;
  /** Time zones that expressions opened. */
  readonly zones: Zones;
  readonly given: Given;
  /** The stored record before the write; null on create. */
  readonly before: RecordValues | null;
  /** The record as it will stand, system members and rows included. */
  readonly record: RecordValues;
  /** Row id → where the row was sent. */
  readonly rowPaths: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  /** What rules tell without refusing: `$warnings` of the answer. */
  readonly warnings: readonly { readonly rule: string; readonly path: string; readonly message: string }[];
}

/** A part of the way: looks at the write, and gives it back with more known, or more problems. */
export type Step = (write: Write) => Write;

export function runSteps(steps: readonly Step[], write: Write): Write {
  return steps.reduce((reached, step) => step(reached), write);
}

export function withProblems(write: Write, problems: readonly Problem[]): Write {
  return problems.length === 0 ? write : { ...write, problems: [...write.problems, ...problems] };
}

const readable: ReadonlySet<string> = new Set(["unknown_field", "unknown_member", "read_only_field"]);

/** True where a value was sent that could not be read, so that what is worked out from the record says nothing. */
export function unreadable(write: Write): boolean {
  return write.problems.some((problem) => !readable.has(problem.code));
}

/** True where a value stands for "nothing". */
export function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === "";
}

/** Rows of a lines field in a record. */
export function rowsOf(record: RecordValues, lines: string): readonly RecordValues[] {
  const rows = record[lines];
  return Array.isArray(rows) ? rows.filter(isRow) : [];
}

function isRow(value: Value): value is RecordValues {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A row's id. */
export function rowId(row: RecordValues): string {
  return String(row.id);
}
