export type { AppProblem } from "./catalogue/app-problem.ts";
export type {
  Catalogue,
  CompiledAction,
  CompiledEffect,
  CompiledMove,
  CompiledRule,
  CompiledStates,
  Entity,
  Field,
  LookupLink,
  RollupLink,
} from "./catalogue/catalogue.ts";
export { followsReference, type Read, readName, readsOf } from "./catalogue/checked-reads.ts";
export type { AppSource } from "./catalogue/compilation.ts";
export { compileCatalogue } from "./catalogue/compile-catalogue.ts";
export {
  type Compiled,
  compileConditionSource,
  compileSource,
  compileValueSource,
} from "./catalogue/compile-source.ts";
export { isLocal } from "./catalogue/is-local.ts";
export { asRow, mapChecked } from "./catalogue/map-checked.ts";
export {
  type RecordContext,
  type RecordPlace,
  recordContext,
  recordName,
} from "./catalogue/record-context.ts";
export { type ResolvedPath, type ResolvedStep, resolvePath } from "./catalogue/resolve-path.ts";
export { fieldOf, systemFieldsOf } from "./catalogue/system-fields.ts";
export { applyDefaults } from "./compute/apply-defaults.ts";
export { type ComputedRecord, computeRecord } from "./compute/compute-record.ts";
export { type RecordEnvironment, type RecordValues, rowsOf } from "./compute/record-environment.ts";
export { storedValue } from "./compute/stored-value.ts";
export { workOut } from "./compute/work-out.ts";
export { checkConformance, type FieldCase } from "./conformance.ts";
export type {
  AggregateColumn,
  AggregateSource,
  Derivation,
  DerivedColumn,
  DerivedInvariant,
  FormulaColumn,
  LookupColumn,
} from "./derive/derived-column.ts";
export type { FieldKind } from "./facets/kind.ts";
export type { CoerceContext, Coerced, FieldModel, TextConventions } from "./facets/model.ts";
export type { CellProps, FieldReact, FieldServices, LookupOption, WidgetProps } from "./facets/react.ts";
export type { FieldStorage } from "./facets/storage.ts";
export { choiceOptions } from "./types/choice/options.ts";
export { accepts as fileAccepts, fileTarget } from "./types/file/file-members.ts";
export { resultField } from "./types/formula/result-field.ts";
export { type SequenceToken, sequenceScope, sequenceTokens } from "./types/sequence/format.ts";
export { splitList } from "./values/list-text.ts";
