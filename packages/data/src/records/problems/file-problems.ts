import { identifier, join, parameter, sql, toQuery } from "@dougong/expression";
import { fileAccepts } from "@dougong/fields";
import type { JsonValue, Problem } from "@dougong/model";
import type pg from "pg";
import { isFree, type NewFile } from "../locks/files.ts";

interface FoundFile {
  readonly place: number;
  readonly name: string;
  readonly type: string;
  readonly size: string;
}

/** Which of the files are not there or not free, and which a field does not take: one problem at each place. Reads only. */
export async function fileProblems(
  pool: pg.Pool,
  schema: string,
  files: readonly NewFile[],
): Promise<readonly Problem[]> {
  if (files.length === 0) return [];
  const one = (file: NewFile, place: number) =>
    sql`select ${[String(place)]} as place, f.name, f.type, f.size from ${identifier(schema, "_file")} as f where f.id = ${parameter(file.id, "uuid")} and f.sha256 <> '' and ${isFree(file)}`;
  const { text, values } = toQuery(join(files.map(one), " union all "));
  const { rows } = await pool.query<FoundFile>(text, [...values]);
  const found = new Map(rows.map((row) => [row.place, row]));
  return files.flatMap((file, place) => problemsOf(file, found.get(place)));
}

function problemsOf(file: NewFile, found: FoundFile | undefined): readonly Problem[] {
  const { path, label } = file;
  if (found === undefined)
    return [{ code: "reference_not_found", path, params: { label }, expected: "file id", got: file.id }];
  const problems: Problem[] = [];
  const { document } = file.holder.field;
  if (!fileAccepts(document, found)) {
    const accept: JsonValue = Array.isArray(document.accept) ? document.accept : [];
    const example = Array.isArray(accept) ? accept.join(", ") : "";
    problems.push({
      code: "bad_format",
      path,
      params: { label, example },
      expected: accept,
      got: found.type,
    });
  }
  const max = document.maxSize;
  if (typeof max === "number" && Number(found.size) > max)
    problems.push({
      code: "out_of_range",
      variant: "max",
      path,
      params: { label, max },
      expected: { maxSize: max },
      got: Number(found.size),
    });
  return problems;
}
