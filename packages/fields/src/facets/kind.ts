/** Every field type whose engine is built. A type is a folder in `types/` and a line in each registry. */
export type FieldKind =
  | "text"
  | "long_text"
  | "integer"
  | "decimal"
  | "money"
  | "boolean"
  | "choice"
  | "date"
  | "datetime"
  | "reference"
  | "user"
  | "lines"
  | "sequence"
  | "formula"
  | "email"
  | "phone";
