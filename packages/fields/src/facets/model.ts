import type { Type, Value } from "@dougong/expression";
import type { FieldDocument, JsonObject, JsonValue, Problem } from "@dougong/model";

/** What a coercion knows besides the value. */
export interface CoerceContext {
  /** JSON Pointer of the value in what was sent. */
  readonly path: string;
  /** The field's label in the caller's language, for the sentence. */
  readonly label: string;
  /** What a reference leads to, where that is known: qualified id, and its label for the sentence. */
  readonly target?: { readonly id: string; readonly label: string };
  /** `input` is strict (API); `text` also takes what people type or a CSV holds, by these conventions. */
  readonly from: "input" | "text";
  readonly text?: TextConventions;
  /** What the record holds now: a retired option that stands already may stay. */
  readonly current?: Value;
}

/** How text from a spreadsheet or a keyboard is read. */
export interface TextConventions {
  readonly decimalSeparator: "." | ",";
  readonly thousandsSeparator: "," | "." | " " | "'" | "";
  /** Order of the parts: `ymd` takes 2026/1/5, 2026-01-05, 2026年1月5日, 20260105. */
  readonly dateFormat: "ymd" | "dmy" | "mdy";
  readonly timeZone: string;
}

export type Coerced = { readonly value: Value } | { readonly problems: readonly Problem[] };

/** The names and the JSON side of a field type: no database, no React. */
export interface FieldModel {
  readonly type: string;
  /** JSON Schema (2020-12) of the members that this type adds to a field: `{properties, required?}`. */
  readonly members: {
    readonly properties: Readonly<Record<string, JsonObject>>;
    readonly required?: readonly string[];
  };
  /** The type of its value in expressions. Lines and formulas are typed by the catalogue. */
  valueType(field: FieldDocument): Type;
  /** True where the platform works the value out: formula, sequence. Writing one is `read_only_field`. */
  readonly computed: boolean;
  /** Faults of the field's own members that the schema cannot say (min > max, a default beyond max). Paths are relative to the field. */
  check(field: FieldDocument): readonly Problem[];
  /** Reads a value that is not null and not "" into contract form, or says all that is wrong with it. */
  coerce(value: JsonValue, field: FieldDocument, context: CoerceContext): Coerced;
  /** JSON Schema of the value for OpenAPI. */
  jsonSchema(field: FieldDocument): JsonObject;
  /** Operators that a filter editor offers, the usual one first. */
  readonly operators: readonly string[];
  /** Icon name of lucide, one meaning over the whole product. */
  readonly icon: string;
}
