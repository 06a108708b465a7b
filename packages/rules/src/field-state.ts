/** How a field stands on a form: by its document and by the rules that hold. */
export interface FieldState {
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly hidden: boolean;
}

/** States of a record's fields by id. */
export type FieldStates = Readonly<Record<string, FieldState>>;
