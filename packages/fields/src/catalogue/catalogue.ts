import type { Checked, Expression, Scope, Type } from "@dougong/expression";
import type {
  ActionDocument,
  AppDocument,
  Document,
  EntityDocument,
  FieldDocument,
  RuleDocument,
} from "@dougong/model";
import type { Derivation } from "../derive/derived-column.ts";
import type { FieldModel } from "../facets/model.ts";

/**
 * The published design of a workspace, resolved: every name looked up, every expression
 * checked. Made once per set of revisions by `compileCatalogue`, then only read.
 */
export interface Catalogue {
  /** App id → its document and published revision. */
  readonly apps: ReadonlyMap<string, { readonly document: AppDocument; readonly revision: number }>;
  /** Qualified id → entity. */
  readonly entities: ReadonlyMap<string, Entity>;
  /** `app` → its documents, as published, in canonical order. */
  readonly documents: ReadonlyMap<string, readonly Document[]>;
  /** Fingerprint of all (app, revision): what caches and cursors are bound to. */
  readonly key: string;
}

/** An entity with its fields resolved. */
export interface Entity {
  /** Qualified: `crm.order`. */
  readonly id: string;
  readonly app: string;
  readonly document: EntityDocument;
  readonly label: string;
  /** In document order, without system fields. */
  readonly fields: ReadonlyMap<string, Field>;
  /** The owner's qualified id and the lines field that holds these rows. */
  readonly owner: { readonly entity: string; readonly field: string } | null;
  /** Names of fields and system fields for expressions. */
  readonly scope: Scope;
  /** The record's label. */
  readonly title: Checked;
  /** Computed fields (formula, lookup, rollup) in an order in which each reads only those before it and plain fields. */
  readonly formulas: readonly Field[];
  /** The columns that keep what is computed, and the invariants over them. */
  readonly derived: Derivation;
  readonly invariants: readonly {
    readonly id: string;
    readonly check: Checked;
    readonly source: Expression;
    readonly message: string;
  }[];
  readonly rules: readonly CompiledRule[];
  /** How its state may change; null where it has none. */
  readonly states: CompiledStates | null;
  /** By id, in document order. */
  readonly actions: ReadonlyMap<string, CompiledAction>;
}

export interface Field {
  readonly id: string;
  readonly document: FieldDocument;
  readonly model: FieldModel;
  readonly type: Type;
  readonly label: string;
  /** A reference's or user's target, a lines field's row entity: qualified. */
  readonly to: string | null;
  readonly formula: { readonly checked: Checked; readonly source: Expression } | null;
  readonly lookup: LookupLink | null;
  readonly rollup: RollupLink | null;
  /** What the value is worked out from: the formula, the path that a lookup follows, the aggregate of a rollup. */
  readonly computed: Checked | null;
  /** Worked out at each read, since it changes by itself: it reads the clock, or another live value. */
  readonly live: boolean;
  /** Kept in a column. Lines, live values and lookups that nothing stored needs are not. */
  readonly stored: boolean;
  /** True where the record and its rows say all: no other record is read. */
  readonly local: boolean;
  /** Place among the computed fields of all entities: each reads only those before it. */
  readonly rank: number;
  /** The default: an expression, or a value in contract form. */
  readonly default: Checked | null;
  /** `assignWhen` of a sequence. */
  readonly assignWhen: Checked | null;
  /** `where` of a reference: what may be chosen, with `$record` (and `$row`) of the one that chooses. */
  readonly where: Checked | null;
}

/** What a lookup shows: a field of the record that a reference points to, or of the owner. */
export interface LookupLink {
  /** A field of this entity, or `$parent`. */
  readonly via: string;
  /** Qualified. */
  readonly entity: string;
  readonly field: string;
}

/** Which records a rollup runs over. */
export interface RollupLink {
  /** Qualified. */
  readonly from: string;
  /** Pairs that must be equal: a field of this entity, or `id`, and what the other record says. */
  readonly by: readonly { readonly own: string; readonly other: Checked }[];
}

export interface CompiledRule {
  readonly id: string;
  readonly document: RuleDocument;
  readonly when: Checked | null;
  readonly effects: readonly CompiledEffect[];
}

export type CompiledEffect =
  | { readonly effect: "require" | "hide" | "readOnly"; readonly fields: readonly string[] }
  | {
      readonly effect: "set";
      readonly values: readonly { readonly field: string; readonly value: Checked }[];
    }
  | {
      readonly effect: "error";
      readonly field: string | null;
      readonly message: string;
      readonly code: string | null;
    }
  | { readonly effect: "warn"; readonly field: string | null; readonly message: string };

/** What people can do with a record beyond changing its fields. */
export interface CompiledAction {
  readonly id: string;
  readonly document: ActionDocument;
  readonly label: string;
  readonly on: "one" | "many" | "none";
  /** The guard, over the record before; null: always. */
  readonly when: Checked | null;
  /** By id; a default reads the record that the action is about. */
  readonly input: ReadonlyMap<string, Field>;
  /** What the rows of its `lines` inputs hold, by input. */
  readonly rows: ReadonlyMap<string, Entity>;
  /** Each reads the record before, with `$input`. */
  readonly set: readonly { readonly field: string; readonly value: Checked }[];
}

/** The states of an entity: a choice whose value goes only by these moves. */
export interface CompiledStates {
  readonly field: string;
  /** All options, in their order. */
  readonly options: readonly string[];
  /** Options that a new record may have; null: its default only. */
  readonly initial: readonly string[] | null;
  /** Option → the moves from it, in document order. */
  readonly moves: ReadonlyMap<string, readonly CompiledMove[]>;
}

export interface CompiledMove {
  readonly to: string;
  /** `action:ship`, …: the move happens only so; null: by any write. */
  readonly by: readonly string[] | null;
  /** Over the record as it will stand, with `$old`. */
  readonly when: Checked | null;
}
