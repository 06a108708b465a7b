import type { Checked, Expression, Scope, Type } from "@dougong/expression";
import type { AppDocument, Document, EntityDocument, FieldDocument, Problem } from "@dougong/model";
import type { FieldModel } from "../facets/model.ts";
import type { AppProblem } from "./app-problem.ts";
import type { LookupLink, RollupLink } from "./catalogue.ts";

/** An app as `compileCatalogue` is given it. */
export interface AppSource {
  readonly document: AppDocument;
  readonly revision: number;
  readonly documents: readonly Document[];
}

/** A catalogue in the making: what the steps of the compilation share. */
export interface Compilation {
  readonly apps: readonly AppSource[];
  readonly models: Readonly<Record<string, FieldModel>>;
  /** Qualified id → entity in the making. */
  readonly entities: Map<string, EntityDraft>;
  /** Fields that are worked out at each read, once that is known. */
  readonly live: Set<FieldDraft>;
  report(app: string, problem: Problem): void;
  readonly problems: readonly AppProblem[];
}

/** An entity whose expressions are not all checked yet. */
export interface EntityDraft {
  readonly id: string;
  readonly app: string;
  readonly document: EntityDocument;
  /** `/entity:order` */
  readonly path: string;
  readonly fields: Map<string, FieldDraft>;
  /** Fields that are faulty: naming them is no second fault. */
  readonly broken: ReadonlySet<string>;
  owner: { readonly entity: string; readonly field: string } | null;
  scope: Scope;
}

export interface FieldDraft {
  readonly id: string;
  /** With what the compilation fills in: options of another field, the result of a formula. */
  document: FieldDocument;
  readonly model: FieldModel;
  readonly to: string | null;
  readonly path: string;
  computed: ComputedDraft | null;
}

/** A computed field is checked when first needed, as others may need the type of its value. */
export interface ComputedDraft {
  checked: Checked | null;
  source: Expression;
  type: Type;
  lookup: LookupLink | null;
  rollup: RollupLink | null;
}

/** Nothing known yet: what a field that reads itself meets. */
export function computedDraft(): ComputedDraft {
  return { checked: null, source: null, type: { kind: "null" }, lookup: null, rollup: null };
}

/** The entity that a name in an app's documents means: its own app's prefix may be dropped. */
export function findEntity(compilation: Compilation, app: string, name: string): EntityDraft | undefined {
  return compilation.entities.get(name.includes(".") ? name : `${app}.${name}`);
}
