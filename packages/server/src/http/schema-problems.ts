import { type JsonValue, type Problem, pointer } from "@dougong/model";
import type { ErrorObject } from "ajv";

/** The facts that a fault of a schema hands on; keywords that are not listed are `bad_format`. */
type Reader = (error: ErrorObject) => Omit<Problem, "path"> & { readonly step?: string };

const limit = (error: ErrorObject): number => Number(error.params.limit ?? 0);

const readers: Readonly<Record<string, Reader>> = {
  required: ({ params }) => ({
    code: "required",
    variant: "member",
    step: String(params.missingProperty),
    params: { name: String(params.missingProperty) },
  }),
  additionalProperties: ({ params }) => unknownMember(String(params.additionalProperty)),
  unevaluatedProperties: ({ params }) => unknownMember(String(params.unevaluatedProperty)),
  type: ({ params, data }) => ({
    code: "type_mismatch",
    expected: typeNames(params.type),
    got: typeName(data),
  }),
  anyOf: ({ data }) => ({ code: "type_mismatch", got: typeName(data) }),
  oneOf: ({ data }) => ({ code: "type_mismatch", got: typeName(data) }),
  enum: ({ params, data }) => ({
    code: "bad_format",
    expected: Array.isArray(params.allowedValues) ? params.allowedValues : [],
    got: scalar(data),
  }),
  const: ({ params, data }) => ({
    code: "bad_format",
    expected: scalar(params.allowedValue),
    got: scalar(data),
  }),
  maxLength: (error) => ({
    code: "too_long",
    params: { max: limit(error) },
    expected: { maxLength: limit(error) },
  }),
  maximum: (error) => ({
    code: "out_of_range",
    variant: "max",
    params: { max: limit(error) },
    expected: { max: limit(error) },
    got: scalar(error.data),
  }),
  minimum: (error) => ({
    code: "out_of_range",
    variant: "min",
    params: { min: limit(error) },
    expected: { min: limit(error) },
    got: scalar(error.data),
  }),
  maxItems: (error) => ({ code: "too_many", params: { max: limit(error) }, expected: { max: limit(error) } }),
  maxProperties: (error) => ({
    code: limit(error) === 0 ? "unknown_member" : "too_many",
    params: { max: limit(error) },
    expected: { max: limit(error) },
  }),
};

function unknownMember(name: string): ReturnType<Reader> {
  return { code: "unknown_member", step: name, params: { name } };
}

function typeNames(type: unknown): string {
  return Array.isArray(type) ? type.join(" or ") : String(type);
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function scalar(value: unknown): JsonValue {
  if (typeof value === "string") return value.length > 200 ? `${value.slice(0, 200)}…` : value;
  return typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** True for a fault inside a branch of an `anyOf` or `oneOf` that is reported as one fault itself. */
function isInsideBranch(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  return errors.some(
    (other) =>
      (other.keyword === "anyOf" || other.keyword === "oneOf") &&
      error !== other &&
      error.schemaPath.startsWith(`${other.schemaPath}/`),
  );
}

/** What is wrong with a body, as problems with paths into it. */
export function bodyProblems(errors: readonly ErrorObject[]): readonly Problem[] {
  return errors
    .filter((error) => error.keyword !== "if" && !isInsideBranch(error, errors))
    .map((error): Problem => {
      const reader = readers[error.keyword];
      if (reader === undefined)
        return {
          code: "bad_format",
          path: error.instancePath,
          expected: error.message ?? error.keyword,
          got: scalar(error.data),
        };
      const { step, ...problem } = reader(error);
      return {
        ...problem,
        path: step === undefined ? error.instancePath : `${error.instancePath}${pointer(step)}`,
      };
    });
}

/**
 * What is wrong with query or path parameters. One that cannot be read is `bad_parameter`,
 * one beyond an upper limit `too_many` (contract 2.4).
 */
export function parameterProblems(errors: readonly ErrorObject[]): readonly Problem[] {
  return bodyProblems(errors).map((problem): Problem => {
    const name = problem.path.split("/")[1] ?? "";
    if (problem.code === "out_of_range" && problem.variant === "max")
      return {
        code: "too_many",
        path: problem.path,
        params: { ...problem.params, name },
        ...(problem.got === undefined ? {} : { got: problem.got }),
      };
    if (problem.code === "unknown_member")
      return { code: "bad_parameter", variant: "unknown", path: problem.path, params: { name } };
    return { ...problem, code: "bad_parameter", variant: "unreadable", params: { ...problem.params, name } };
  });
}
