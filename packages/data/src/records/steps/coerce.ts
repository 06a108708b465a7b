import type { Value } from "@dougong/expression";
import { isSystemField, type JsonValue, type Problem, pointer } from "@dougong/model";
import { isLines, rowEntity } from "../lines/lines-field.ts";
import { coerceLines } from "./coerce-lines.ts";
import { coerceValue, readOnly, unknownField } from "./coerce-value.ts";
import { type GivenLines, rowsOf, type Step, withProblems } from "./write.ts";

/** Reads every member of the body by its field's type; all faults are collected, none stops the rest. */
export const coerce: Step = (write) => {
  const problems: Problem[] = [];
  const values: Record<string, Value> = {};
  const lines: Record<string, GivenLines> = {};
  const system: Record<string, JsonValue> = {};
  const { catalogue } = write.context;
  for (const [name, value] of Object.entries(write.input)) {
    if (value === undefined) continue;
    const path = `${write.at}${pointer(name)}`;
    const field = write.entity.fields.get(name);
    if (isSystemField(name)) system[name] = value;
    else if (field === undefined) problems.push(unknownField(name, path, write.entity));
    else if (field.model.computed) problems.push(readOnly(field, path));
    else if (isLines(field)) {
      const rows = rowEntity(catalogue, field);
      const before = write.before === null ? [] : rowsOf(write.before, name);
      lines[name] = coerceLines(
        value,
        { catalogue, field, rows, path, operation: write.operation, before },
        problems,
      );
    } else {
      const coerced = coerceValue(value, { field, path, catalogue }, problems, write.before?.[name]);
      if (coerced !== undefined) values[name] = coerced;
    }
  }
  return withProblems({ ...write, given: { values, lines, system } }, problems);
};
