import { isJsonObject, type JsonObject, type JsonValue, ProblemError } from "@dougong/model";
import { type BundleFile, fileFault, placeOf } from "./bundle-file.ts";

function parseObject(text: string, name: string): JsonObject {
  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch (fault) {
    throw fileFault(name, fault instanceof Error ? fault.message : "no JSON");
  }
  if (!isJsonObject(value)) throw fileFault(name, "an object is expected");
  return value;
}

/** The document says itself what it is; a file of another name would be taken for something else. */
function parseDocument(file: BundleFile, kind: string, id: string): JsonObject {
  const parsed = parseObject(file.text, file.path);
  if (parsed.kind === kind && parsed.id === id) return parsed;
  throw new ProblemError("validation_failed", [
    {
      code: "bad_format",
      path: `/documents/${kind}:${id}`,
      params: { label: file.path },
      expected: `${kind} ${id}`,
      got: `${String(parsed.kind)} ${String(parsed.id)}`,
    },
  ]);
}

function parseLines(file: BundleFile): readonly JsonObject[] {
  return file.text
    .split("\n")
    .map((line, index) => ({ line: line.trim(), name: `${file.path}:${index + 1}` }))
    .filter(({ line }) => line !== "")
    .map(({ line, name }) => parseObject(line, name));
}

/**
 * The bundle that the files of a folder make (contract 1): unchecked JSON, as if it had come over the wire.
 * Documents stand by kind, then id; files that have no place in a bundle are passed over.
 *
 * @throws ProblemError `malformed_json` with the file's name, `validation_failed` where a name and its content differ
 */
export function bundleFromFiles(files: readonly BundleFile[]): JsonObject {
  const documents: JsonObject[] = [];
  const seed: Record<string, readonly JsonObject[]> = {};
  let app: JsonObject | null = null;
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const where = placeOf(file.path);
    if (where.place === "app") app = parseObject(file.text, file.path);
    else if (where.place === "document") documents.push(parseDocument(file, where.kind, where.id));
    else if (where.place === "seed") seed[where.entity] = parseLines(file);
  }
  if (app === null)
    throw new ProblemError("validation_failed", [
      { code: "required", path: "/app", variant: "member", params: { name: "app.json" } },
    ]);
  return { app, documents, ...(Object.keys(seed).length === 0 ? {} : { seed }) };
}
