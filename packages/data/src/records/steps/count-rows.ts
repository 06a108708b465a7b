import { type Problem, pointer } from "@dougong/model";
import { isLines } from "../lines/lines-field.ts";
import { usualMostRows } from "./coerce-lines.ts";
import { rowsOf, type Step, withProblems } from "./write.ts";

/** The number of rows that a record ends up with, whatever was sent as a delta. */
export const countRows: Step = (write) => {
  const problems = [...write.entity.fields.values()].filter(isLines).flatMap((field): readonly Problem[] => {
    const count = rowsOf(write.record, field.id).length;
    const path = `${write.at}${pointer(field.id)}`;
    const { label } = field;
    const [min, max] = [limit(field.document.min), limit(field.document.max)];
    if (max !== undefined && count > max) {
      return [
        {
          code: "out_of_range",
          path,
          variant: "lines_max",
          params: { label, max },
          expected: { max },
          got: count,
        },
      ];
    }
    if (max === undefined && count > usualMostRows) {
      return [
        {
          code: "too_many",
          path,
          params: { label, max: usualMostRows },
          expected: { max: usualMostRows },
          got: count,
        },
      ];
    }
    // Where what was sent could not be read, its rows are not counted against it.
    const faulty = write.problems.some(
      (problem) => problem.path === path || problem.path.startsWith(`${path}/`),
    );
    if (min === undefined || count >= min || faulty) return [];
    return [
      {
        code: "out_of_range",
        path,
        variant: "lines_min",
        params: { label, min },
        expected: { min },
        got: count,
      },
    ];
  });
  return withProblems(write, problems);
};

function limit(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
