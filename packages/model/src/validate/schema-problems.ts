import type { ErrorObject } from "ajv";
import { nearest } from "../id/nearest.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json.ts";
import type { Problem } from "../problem/problem.ts";

/** Says ajv's errors (made with `allErrors` and `verbose`) in the words of the catalogue. */
export function schemaProblems(errors: readonly ErrorObject[]): readonly Problem[] {
  const problems = errors.flatMap((error) => translate(error));
  const seen = new Set<string>();
  // A failed `then` leaves its members unevaluated: what is wrong with them is said already.
  const judged = new Set(
    problems.filter((problem) => problem.code !== "unknown_member").map((problem) => problem.path),
  );
  return problems.filter((problem) => {
    if (
      problem.code === "unknown_member" &&
      [...judged].some((path) => path === problem.path || path.startsWith(`${problem.path}/`))
    )
      return false;
    const key = `${problem.code} ${problem.path} ${problem.variant ?? ""}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function translate(error: ErrorObject): readonly Problem[] {
  const path = error.instancePath;
  const got = shown(error.data);
  const limit = error.params as Readonly<Record<string, unknown>>;
  const number = typeof limit.limit === "number" ? limit.limit : 0;
  switch (error.keyword) {
    case "required":
      return [
        {
          code: "required",
          variant: "member",
          path: `${path}/${escapeSegment(String(limit.missingProperty))}`,
          params: { name: String(limit.missingProperty) },
        },
      ];
    case "additionalProperties":
    case "unevaluatedProperties":
      return [unknownMember(error, String(limit.additionalProperty ?? limit.unevaluatedProperty))];
    case "type":
      return [typeMismatch(error, path, got)];
    case "enum":
    case "const":
      return [wrongOption(error, path, got)];
    case "pattern":
      return [{ code: "bad_format", path, expected: title(error), got, params: example(error) }];
    case "propertyNames":
      return [
        {
          code: "bad_format",
          path: `${path}/${escapeSegment(String(limit.propertyName))}`,
          expected: title(error),
          got: String(limit.propertyName),
        },
      ];
    case "minLength":
      return [{ code: "required", path, got }];
    case "maxLength":
      return [{ code: "too_long", path, params: { max: number }, expected: { max: number } }];
    case "minimum":
      return [
        {
          code: "out_of_range",
          variant: "min",
          path,
          params: { min: number },
          expected: { min: number },
          got,
        },
      ];
    case "maximum":
      return [
        {
          code: "out_of_range",
          variant: "max",
          path,
          params: { max: number },
          expected: { max: number },
          got,
        },
      ];
    case "minItems":
    case "minProperties":
      return [{ code: "required", path, expected: { min: number } }];
    case "maxItems":
      return [{ code: "too_many", path, params: { max: number }, expected: { max: number } }];
    case "uniqueItems":
      return [{ code: "not_unique", path }];
    // `if` only says that its `then` failed, whose own errors are here, too; so does a failed name's pattern.
    default:
      return [];
  }
}

function unknownMember(error: ErrorObject, name: string): Problem {
  const parent = parentSchema(error);
  const path = `${error.instancePath}/${escapeSegment(name)}`;
  if (later(parent).includes(name)) return { code: "unsupported_kind", path, params: { name } };
  const known = [...memberNames(parent), ...branchNames(parent, error.data)];
  if (known.includes(name)) return { code: "unknown_member", path, params: { name } };
  const near = nearest(name, known);
  return { code: "unknown_member", path, params: { name, ...(near === undefined ? {} : { nearest: near }) } };
}

function memberNames(schema: unknown): readonly string[] {
  return isJsonObject(schema) && isJsonObject(schema.properties) ? Object.keys(schema.properties) : [];
}

/** Members that the branch for this value's `type` adds. */
function branchNames(parent: JsonObject, data: unknown): readonly string[] {
  const type = isJsonObject(data) ? data.type : undefined;
  const branches: readonly unknown[] = Array.isArray(parent.allOf) ? parent.allOf : [];
  return branches.flatMap((branch) =>
    JSON.stringify(isJsonObject(branch) ? branch.if : null).includes(`"const":${JSON.stringify(type)}`) &&
    isJsonObject(branch)
      ? memberNames(branch.then)
      : [],
  );
}

function typeMismatch(error: ErrorObject, path: string, got: JsonValue): Problem {
  const parent = parentSchema(error);
  if (later(parent).includes("*"))
    return { code: "unsupported_kind", path, params: { name: path.split("/").at(-1) ?? "" } };
  const expected = Array.isArray(parent.type) ? parent.type.join(" or ") : String(parent.type);
  return { code: "type_mismatch", path, expected, got, params: { got: kindOf(error.data) } };
}

function wrongOption(error: ErrorObject, path: string, got: JsonValue): Problem {
  const parent = parentSchema(error);
  if (later(parent).includes("*") || (typeof error.data === "string" && later(parent).includes(error.data)))
    return {
      code: "unsupported_kind",
      path,
      params: { name: typeof error.data === "string" ? error.data : (path.split("/").at(-1) ?? "") },
    };
  const options: JsonValue = Array.isArray(parent.enum)
    ? (parent.enum as readonly JsonValue[])
    : ((parent.const as JsonValue) ?? null);
  const words = Array.isArray(options) ? options.map(String).join(", ") : String(options);
  return { code: "bad_format", path, expected: options, got, params: { expected: words } };
}

/** Schema keywords that ajv reports with `verbose`. */
function parentSchema(error: ErrorObject): JsonObject {
  return isJsonObject(error.parentSchema) ? (error.parentSchema as JsonObject) : {};
}

function later(schema: JsonObject): readonly string[] {
  const members = schema["x-later"];
  return Array.isArray(members) ? members.map(String) : [];
}

function title(error: ErrorObject): string {
  const { title: words, pattern } = parentSchema(error);
  return typeof words === "string" ? words : String(pattern ?? "");
}

function example(error: ErrorObject): Readonly<Record<string, string>> {
  const { examples } = parentSchema(error);
  return Array.isArray(examples) && typeof examples[0] === "string" ? { example: examples[0] } : {};
}

function kindOf(data: unknown): string {
  if (data === null) return "null";
  return Array.isArray(data) ? "array" : typeof data;
}

/** Scalars are shown; anything larger by its kind. */
function shown(data: unknown): JsonValue {
  if (data === null || typeof data === "number" || typeof data === "boolean") return data;
  if (typeof data === "string") return data.length > 200 ? `${data.slice(0, 200)}…` : data;
  return kindOf(data);
}

function escapeSegment(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}
