import { ProblemError } from "@dougong/model";
import type { Type } from "../types/type.ts";
import { Exact, formatDecimal } from "./decimal.ts";
import type { Value } from "./environment.ts";

/** A value while it is worked on: decimals are exact numbers, `""` is null, integers are safe numbers. */
export type Plain = null | boolean | number | string | Exact | readonly Plain[] | Row;

/** A record or row in contract form. */
export type Row = { readonly [member: string]: Value | undefined };

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Reads a value in contract form as the type says; what does not fit the type reads as null. */
export function fromValue(value: Value | undefined, type: Type): Plain {
  if (value === undefined || value === null || value === "") return null;
  switch (type.kind) {
    case "integer":
      return typeof value === "number" ? value : null;
    case "decimal":
      return typeof value === "string" || typeof value === "number" ? readNumber(value) : null;
    case "boolean":
      return typeof value === "boolean" ? value : null;
    case "reference":
      return idOf(value);
    case "references":
      return isList(value) && value.length > 0 ? value.map((item) => idOf(item as Value)) : null;
    case "choices":
    case "list":
      return listOf(value, type.kind === "list" ? type.of : { kind: "text" });
    default:
      return typeof value === "string" ? value : null;
  }
}

function listOf(value: Value, of: Type): Plain {
  return isList(value) && value.length > 0 ? value.map((item) => fromValue(item as Value, of)) : null;
}

function readNumber(value: string | number): Plain {
  return /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(String(value)) ? new Exact(value) : null;
}

/** An expanded reference is an object with its id. */
function idOf(value: Value): string | null {
  if (typeof value === "string") return value === "" ? null : value;
  if (typeof value !== "object" || value === null || isList(value)) return null;
  const id = Object.hasOwn(value, "id") ? (value as Row).id : null;
  return typeof id === "string" ? id : null;
}

/** The contract form of a value of the type. */
export function toValue(value: Plain, type: Type): Value {
  if (value === null) return null;
  if (isList(value)) {
    const of: Type = type.kind === "list" ? type.of : { kind: "text" };
    return value.map((item) => toValue(item as Plain, of));
  }
  if (type.kind === "decimal") return formatDecimal(toExact(value), type.scale);
  if (value instanceof Exact) return formatDecimal(value, null);
  if (typeof value === "number") return value === 0 ? 0 : value;
  return typeof value === "object" ? null : value;
}

export function toExact(value: Plain): Exact {
  return value instanceof Exact
    ? value
    : new Exact(typeof value === "number" || typeof value === "string" ? value : 0);
}

/** An integer within ±(2^53−1). @throws out_of_range */
export function toInteger(value: number | Exact): number {
  const number = typeof value === "number" ? value : value.toNumber();
  if (!Number.isSafeInteger(number))
    throw outOfRange("integer", Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  return number === 0 ? 0 : number;
}

/** A result beyond its type (contract 0.2). */
export function outOfRange(variant: string, min: string | number, max: string | number): ProblemError {
  return new ProblemError("validation_failed", [
    {
      code: "out_of_range",
      variant,
      path: "",
      params: { min, max },
      expected: { min: String(min), max: String(max) },
    },
  ]);
}
