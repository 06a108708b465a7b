import type { Value } from "@dougong/expression";
import { applyDefaults } from "@dougong/fields";
import type { Problem } from "@dougong/model";
import { rowEntity } from "../lines/lines-field.ts";
import { environmentOf } from "./environment.ts";
import {
  type GivenLines,
  type GivenRow,
  type RecordValues,
  type Step,
  type Write,
  withProblems,
} from "./write.ts";

/** Fills in what was not given: of a new record, and of every new row. */
export const defaults: Step = (write) => {
  const problems: Problem[] = [];
  const environment = environmentOf(write);
  const values = write.before === null ? defaulted(write, write.given.values, problems) : write.given.values;
  const parent = { ...write.before, ...values };
  const lines = Object.entries(write.given.lines).map(([name, given]): readonly [string, GivenLines] => {
    const field = write.entity.fields.get(name);
    if (field === undefined) return [name, given];
    const entity = rowEntity(write.context.catalogue, field);
    const rows = given.rows.map((row): GivenRow => {
      if (row.id !== null) return row;
      const applied = applyDefaults(
        entity,
        unread(row.values, row.path, write.problems),
        { ...environment, parent },
        row.path,
      );
      problems.push(...applied.problems);
      return { ...row, values: present(applied.values) };
    });
    return [name, { ...given, rows }];
  });
  return withProblems(
    { ...write, given: { ...write.given, values, lines: Object.fromEntries(lines) } },
    problems,
  );
};

function defaulted(write: Write, given: RecordValues, problems: Problem[]): RecordValues {
  const applied = applyDefaults(
    write.entity,
    unread(given, write.at, write.problems),
    environmentOf(write),
    write.at,
  );
  problems.push(...applied.problems);
  return present(applied.values);
}

// What was sent but could not be read is not absent: its default must not stand in for it.
function unread(given: RecordValues, at: string, problems: readonly Problem[]): RecordValues {
  const prefix = `${at}/`;
  const names = problems
    .filter((one) => one.path.startsWith(prefix))
    .map((one) => one.path.slice(prefix.length).split("/")[0] ?? "");
  return { ...Object.fromEntries(names.map((name) => [name, null])), ...given };
}

function present(values: Readonly<Record<string, Value | undefined>>): RecordValues {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
