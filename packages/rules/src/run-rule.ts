import { evaluate, type Value } from "@dougong/expression";
import { type CompiledRule, type RecordEnvironment, type RecordValues, workOut } from "@dougong/fields";
import { type Problem, ProblemError, pointer } from "@dougong/model";
import type { Warning } from "./rule-input.ts";
import { environmentOf, type Subject } from "./subject.ts";

/** What one rule did to one record or row. */
export interface RuleEffects {
  /** Values that it set; empty where it set none. */
  readonly set: RecordValues;
  readonly required: readonly string[];
  readonly readOnly: readonly string[];
  readonly hidden: readonly string[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
}

/** Runs one rule over a record; null where its event or its condition does not hold. */
export function runRule(
  rule: CompiledRule,
  subject: Subject,
  environment: RecordEnvironment,
): RuleEffects | null {
  if (!rule.document.on.includes(subject.on)) return null;
  const condition = conditionOf(rule, subject, environment);
  if (condition === false) return null;
  if (condition !== true)
    return { set: {}, required: [], readOnly: [], hidden: [], problems: condition, warnings: [] };
  const set: Record<string, Value> = {};
  const states = { require: [] as string[], readOnly: [] as string[], hide: [] as string[] };
  const problems: Problem[] = [];
  const warnings: Warning[] = [];
  for (const effect of rule.effects) {
    switch (effect.effect) {
      case "require":
      case "readOnly":
      case "hide":
        states[effect.effect].push(...effect.fields);
        break;
      case "set":
        for (const { field: name, value } of effect.values) {
          const field = subject.entity.fields.get(name);
          if (field === undefined) continue;
          const result = workOut(
            field,
            value,
            environmentOf({ ...subject, record: { ...subject.record, ...set } }, environment),
            at(subject, name),
          );
          if ("value" in result) set[name] = result.value;
          else problems.push(...result.problems);
        }
        break;
      case "error":
        problems.push(ruleFailed(effect, subject));
        break;
      case "warn":
        warnings.push({ rule: rule.id, path: at(subject, effect.field), message: effect.message });
        break;
    }
  }
  return {
    set,
    required: states.require,
    readOnly: states.readOnly,
    hidden: states.hide,
    problems,
    warnings,
  };
}

/** A condition that cannot be worked out refuses the write: its rule might have done so. */
function conditionOf(
  rule: CompiledRule,
  subject: Subject,
  environment: RecordEnvironment,
): boolean | readonly Problem[] {
  if (rule.when === null) return true;
  try {
    return evaluate(rule.when, environmentOf(subject, environment)) === true;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map((problem) => ({ ...problem, path: subject.path }));
  }
}

/** The designer's words; a code of the designer's stands in `params.code`, as the catalogue has no words for it. */
function ruleFailed(
  effect: { readonly field: string | null; readonly message: string; readonly code: string | null },
  subject: Subject,
): Problem {
  return {
    code: "rule_failed",
    path: at(subject, effect.field),
    message: effect.message,
    ...(effect.code === null ? {} : { params: { code: effect.code } }),
  };
}

function at(subject: Subject, field: string | null): string {
  return field === null ? subject.path : `${subject.path}${pointer(field)}`;
}
