import { pointer, pointerSegments } from "@dougong/model";
import { isLines } from "../lines/lines-field.ts";
import { rowPath } from "../locks/references.ts";
import { rowsOf, type Write } from "./write.ts";

/**
 * What is told of the whole record, with paths by its rows' places (`/lines/2/qty`), at the places where the rows
 * were sent: a patch may have sent one row of many.
 */
export function atSentPaths<Told extends { readonly path: string }>(
  write: Write,
  told: readonly Told[],
): readonly Told[] {
  return told.map((one) => ({ ...one, path: sentPath(write, one.path) }));
}

function sentPath(write: Write, path: string): string {
  const [name = "", index, ...rest] = pointerSegments(path);
  const field = write.entity.fields.get(name);
  const row =
    field !== undefined && isLines(field) && index !== undefined
      ? rowsOf(write.record, name)[Number(index)]
      : undefined;
  if (field === undefined || row === undefined) return `${write.at}${path}`;
  return `${rowPath(write, field, row)}${pointer(...rest)}`;
}
