import {
  type AppDocument,
  type Document,
  type DocumentValidator,
  isAppId,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Problem,
  pointer,
} from "@dougong/model";

/** What a bundle holds, as far as it could be read. */
export interface ReadBundle {
  /** Undefined where it is none, or is faulty. */
  readonly app: AppDocument | undefined;
  /** The app under which the other documents can be checked: a faulty one's id alone serves for that. */
  readonly checkedAs: AppDocument | undefined;
  /** Without the app's own. */
  readonly documents: readonly Document[];
  /** Qualified entity → rows. */
  readonly seed: ReadonlyMap<string, readonly JsonObject[]>;
  readonly problems: readonly Problem[];
}

const members = ["app", "documents", "seed"];
const mostDocuments = 5000;
/** The platform's own app changes with the platform alone. */
const builtIn = "system";

/**
 * Reads unchecked JSON as a bundle: every document against its schema. Paths are `/{kind}:{id}/…`, or `/app`
 * and `/documents/{index}/…` where a document has no name of its own.
 */
export function readBundle(input: JsonObject, validator: DocumentValidator): ReadBundle {
  const problems: Problem[] = [...unknownMembers(input)];
  const app = readApp(input.app, validator, problems);
  const documents = readDocuments(input.documents ?? [], validator, problems);
  const checkedAs = app ?? standIn(input.app);
  const seed = readSeed(input.seed, checkedAs?.id, problems);
  return { app, checkedAs, documents, seed, problems };
}

function unknownMembers(input: JsonObject): readonly Problem[] {
  return Object.keys(input)
    .filter((name) => !members.includes(name))
    .map((name) => ({
      code: name === "bundles" ? "unsupported_kind" : "unknown_member",
      path: pointer(name),
      params: { name },
    }));
}

function readApp(
  input: JsonValue | undefined,
  validator: DocumentValidator,
  problems: Problem[],
): AppDocument | undefined {
  if (input === undefined) {
    problems.push({ code: "required", variant: "member", path: "/app", params: { name: "app" } });
    return undefined;
  }
  const given = isJsonObject(input) && input.kind === undefined ? { kind: "app", ...input } : input;
  const read = validator.validate(given);
  if (!("problems" in read) && read.document.kind === "app") {
    if (read.document.id !== builtIn) return read.document;
    problems.push({ code: "not_unique", path: `/app:${builtIn}/id`, params: { label: "id" }, got: builtIn });
    return undefined;
  }
  const name = nameOf(given) ?? "app";
  const base = pointer(name.startsWith("app:") ? name : "app");
  problems.push(...under(base, "problems" in read ? read.problems : [wrongKind("/kind", "app", given)]));
  return undefined;
}

function standIn(given: JsonValue | undefined): AppDocument | undefined {
  const id = isJsonObject(given) ? given.id : undefined;
  if (typeof id !== "string" || !isAppId(id) || id === builtIn) return undefined;
  return { kind: "app", id, version: "0.0.0", language: "en" };
}

function wrongKind(path: string, expected: string, given: JsonValue): Problem {
  const got = isJsonObject(given) ? (given.kind ?? null) : null;
  return { code: "bad_format", path, expected, got, params: { expected } };
}

function readDocuments(
  input: JsonValue,
  validator: DocumentValidator,
  problems: Problem[],
): readonly Document[] {
  if (!isList(input)) {
    problems.push({
      code: "type_mismatch",
      path: "/documents",
      expected: "array",
      got: typeof input,
      params: { got: typeof input },
    });
    return [];
  }
  if (input.length > mostDocuments) {
    problems.push({
      code: "too_many",
      path: "/documents",
      params: { max: mostDocuments },
      expected: { max: mostDocuments },
      got: input.length,
    });
    return [];
  }
  const named = new Set<string>();
  return input.flatMap((given, index) => {
    const name = nameOf(given);
    const base = name === undefined || named.has(name) ? pointer("documents", index) : pointer(name);
    const read = validator.validate(given);
    if (name !== undefined && named.has(name))
      problems.push({ code: "not_unique", path: `${base}/id`, params: { label: "id" }, got: name });
    if (name !== undefined) named.add(name);
    if ("problems" in read) {
      problems.push(...under(base, read.problems));
      return [];
    }
    if (read.document.kind !== "app") return [read.document];
    problems.push({ code: "not_unique", path: `${base}/kind`, params: { label: "app" }, got: "app" });
    return [];
  });
}

/** `entity:order`, where the document says so itself. */
function nameOf(given: JsonValue): string | undefined {
  return isJsonObject(given) &&
    typeof given.kind === "string" &&
    typeof given.id === "string" &&
    given.id !== ""
    ? `${given.kind}:${given.id}`
    : undefined;
}

function under(base: string, problems: readonly Problem[]): readonly Problem[] {
  return problems.map((problem) => ({ ...problem, path: `${base}${problem.path}` }));
}

function readSeed(
  input: JsonValue | undefined,
  app: string | undefined,
  problems: Problem[],
): ReadBundle["seed"] {
  const seed = new Map<string, readonly JsonObject[]>();
  if (input === undefined) return seed;
  if (!isJsonObject(input)) {
    problems.push({
      code: "type_mismatch",
      path: "/seed",
      expected: "object",
      got: typeof input,
      params: { got: typeof input },
    });
    return seed;
  }
  for (const [name, rows] of Object.entries(input)) {
    const path = pointer("seed", name);
    const list: readonly JsonValue[] = isList(rows ?? null) ? (rows as readonly JsonValue[]) : [];
    if (!isList(rows ?? null))
      problems.push({
        code: "type_mismatch",
        path,
        expected: "array",
        got: typeof rows,
        params: { got: typeof rows },
      });
    const good = list.filter(isJsonObject);
    for (const [index, row] of list.entries()) {
      if (!isJsonObject(row))
        problems.push({
          code: "type_mismatch",
          path: `${path}/${index}`,
          expected: "object",
          got: typeof row,
          params: { got: typeof row },
        });
    }
    seed.set(name.includes(".") || app === undefined ? name : `${app}.${name}`, good);
  }
  return seed;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
