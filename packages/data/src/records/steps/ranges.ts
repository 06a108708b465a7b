import type { Checked } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { type Problem, pointer } from "@dougong/model";
import { environmentOf } from "./environment.ts";
import { holds } from "./holds.ts";
import { type Subject, subjectsOf } from "./subjects.ts";
import { type Step, type Write, withProblems } from "./write.ts";

/** A range that an `exclude` watches over does not end before it starts. */
export const ranges: Step = (write) =>
  withProblems(
    write,
    subjectsOf(write).flatMap((one) => turned(write, one)),
  );

function turned(write: Write, { entity, record, at }: Subject): readonly Problem[] {
  return (entity.document.exclude ?? []).flatMap(({ range: [start, end] }): readonly Problem[] => {
    const [from, to] = [pathTo(entity, start), pathTo(entity, end)];
    if (from === undefined || to === undefined) return [];
    const backwards: Checked = { node: "call", type: { kind: "boolean" }, operator: ">", args: [from, to] };
    const path = `${at}${pointer(end)}`;
    if (!holds(backwards, { ...environmentOf(write), record })) return [];
    const min = record[start];
    const params = { label: entity.fields.get(end)?.label ?? end, min: String(min) };
    return [
      {
        code: "out_of_range",
        variant: "min",
        path,
        params,
        expected: { min: min ?? null },
        got: record[end] ?? null,
      },
    ];
  });
}

function pathTo(entity: Entity, name: string): Checked | undefined {
  const field = entity.fields.get(name);
  if (field === undefined) return undefined;
  const { type } = field;
  return { node: "path", type, root: { at: "record" }, steps: [{ name, entity: entity.id, type }] };
}
