import type { Value } from "@dougong/expression";
import { type Problem, pointer } from "@dougong/model";
import type { Entity } from "../catalogue/catalogue.ts";
import type { RecordEnvironment, RecordValues } from "./record-environment.ts";
import { workOut } from "./work-out.ts";

/**
 * Fills in the defaults of a new record or a new row, in document order. A field that was given, null included,
 * keeps what was given. `path` is that of the record in what was sent.
 *
 * @example
 * applyDefaults(order, { customer: id }, environment).values.status // "draft"
 */
export function applyDefaults(
  entity: Entity,
  record: RecordValues,
  environment: RecordEnvironment & { readonly parent?: RecordValues },
  path = "",
): { readonly values: RecordValues; readonly problems: readonly Problem[] } {
  const values: Record<string, Value | undefined> = { ...record };
  const problems: Problem[] = [];
  for (const field of entity.fields.values()) {
    if (field.default === null || values[field.id] !== undefined) continue;
    const stored = workOut(
      field,
      field.default,
      { ...environment, record: values },
      `${path}${pointer(field.id)}`,
    );
    if ("value" in stored) values[field.id] = stored.value;
    else problems.push(...stored.problems);
  }
  return { values, problems };
}
