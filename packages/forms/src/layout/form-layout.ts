import type { Checked } from "@dougong/expression";
import type { Entity, Field } from "@dougong/fields";
import type { FormDocument } from "@dougong/model";

/** A form with its names looked up and its conditions checked: what is shown where, and when. */
export interface FormLayout {
  readonly document: FormDocument;
  readonly entity: Entity;
  readonly sections: readonly FormSectionLayout[];
  /** Names of the tabs in their order; empty where no section has one. */
  readonly tabs: readonly string[];
}

/** One section. `key` is its id, or its place where it has none. */
export type FormSectionLayout = {
  readonly key: string;
  readonly label: string | null;
  readonly tab: string | null;
  readonly collapsed: boolean;
  readonly when: Checked | null;
} & (
  | { readonly kind: "fields"; readonly columns: number; readonly items: readonly FormItemLayout[] }
  | {
      readonly kind: "lines";
      readonly field: Field;
      readonly rows: Entity;
      readonly items: readonly FormItemLayout[];
      readonly totals: readonly string[];
    }
  | { readonly kind: "text"; readonly text: string }
);

/** One field of a form, or one column of its lines. */
export interface FormItemLayout {
  readonly id: string;
  readonly field: Field;
  readonly label: string;
  readonly help: string | null;
  /** Only what the form adds to the field's document. */
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly when: Checked | null;
  /** 1..12 of the section's width. */
  readonly width: number | null;
  readonly widget: string | null;
}
