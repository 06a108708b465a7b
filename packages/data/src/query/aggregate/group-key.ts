import type { Checked, PathStep } from "@dougong/expression";
import { type Bucket, buckets, type GroupBy, type Problem, pointer } from "@dougong/model";
import type { Names } from "../resolve/names.ts";
import { resolvePath } from "../resolve/resolve-path.ts";

/** One thing that records are grouped by, with its names found. */
export interface GroupKey {
  readonly name: string;
  readonly steps: readonly PathStep[];
  readonly bucket: Bucket | null;
  readonly label: boolean;
}

const single = [
  "text",
  "integer",
  "decimal",
  "boolean",
  "date",
  "time",
  "datetime",
  "choice",
  "reference",
] as const;

/** Reads `groupBy`: paths through references to single values; dates may be put into buckets. */
export function resolveGroups(
  names: Names,
  groupBy: readonly GroupBy[],
): { readonly groups: readonly GroupKey[]; readonly problems: readonly Problem[] } {
  const groups: GroupKey[] = [];
  const problems: Problem[] = [];
  groupBy.forEach((item, index) => {
    const at = pointer("groupBy", index);
    const found = resolvePath(names, item.field, `${at}/field`);
    if ("problem" in found) {
      problems.push(found.problem);
      return;
    }
    const problem = keyProblem(item, found.steps, at);
    if (problem !== undefined) problems.push(problem);
    const name = item.as ?? item.field;
    groups.push({ name, steps: found.steps, bucket: item.bucket ?? null, label: item.label === true });
  });
  return { groups, problems };
}

function keyProblem(item: GroupBy, steps: readonly PathStep[], at: string): Problem | undefined {
  const kind = steps.at(-1)?.type.kind ?? "null";
  const mismatch = (path: string, expected: readonly string[]): Problem => ({
    code: "type_mismatch",
    path,
    params: { label: item.field },
    expected,
    got: kind,
  });
  if (!single.some((one) => one === kind)) return mismatch(`${at}/field`, single);
  if (item.label === true && (kind !== "reference" || steps.at(-1)?.name === "id"))
    return mismatch(`${at}/label`, ["reference"]);
  if (item.bucket === undefined || kind === "datetime") return undefined;
  if (kind !== "date") return mismatch(`${at}/bucket`, ["date", "datetime"]);
  const allowed = buckets.filter((bucket) => bucket !== "hour");
  return item.bucket === "hour"
    ? { ...mismatch(`${at}/bucket`, ["datetime"]), expected: allowed, got: "hour" }
    : undefined;
}

/** The start of the bucket, as the function of the expression language has it. */
export function startOfBucket(path: Checked, bucket: Bucket): Checked {
  const unit: Checked = { node: "constant", type: { kind: "text" }, value: bucket };
  const type = bucket === "hour" ? ({ kind: "datetime" } as const) : ({ kind: "date" } as const);
  return { node: "call", type, operator: "startof", args: [path, unit] };
}
