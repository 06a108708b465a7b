export { applyRules } from "./apply-rules.ts";
export type { FieldState, FieldStates } from "./field-state.ts";
export type { RuleInput, RuleOutcome, Warning } from "./rule-input.ts";
