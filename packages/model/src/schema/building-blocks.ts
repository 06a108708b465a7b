import { appIdPattern, documentIdPattern, qualifiedIdPattern } from "../id/ids.ts";
import type { JsonObject } from "../json/json.ts";

/**
 * Parts that the schemas of the document kinds are made of. `x-later` lists members that the contract has
 * and this version does not: they answer `unsupported_kind` instead of `unknown_member`.
 */
export function object(
  properties: Readonly<Record<string, JsonObject>>,
  options: {
    readonly required?: readonly string[];
    readonly later?: readonly string[];
    readonly description?: string;
  } = {},
): JsonObject {
  return {
    type: "object",
    ...(options.description === undefined ? {} : { description: options.description }),
    properties,
    ...(options.required === undefined || options.required.length === 0
      ? {}
      : { required: options.required }),
    additionalProperties: false,
    ...(options.later === undefined ? {} : { "x-later": options.later }),
  };
}

/** An object, or a plain string that is its short form. */
export function stringOr(shape: JsonObject, text: JsonObject = {}): JsonObject {
  return { ...text, ...shape, type: ["string", "object"] };
}

export const documentId: JsonObject = {
  type: "string",
  pattern: documentIdPattern,
  title: "snake_case id",
  examples: ["order_line"],
};
export const appId: JsonObject = {
  type: "string",
  pattern: appIdPattern,
  title: "snake_case id of at most 20 characters",
  examples: ["crm"],
};
export const qualifiedId: JsonObject = {
  type: "string",
  pattern: qualifiedIdPattern,
  title: "id or app.id",
  examples: ["crm.customer"],
};
export const text: JsonObject = { type: "string", minLength: 1, maxLength: 255 };
export const longText: JsonObject = { type: "string", maxLength: 65536 };
export const flag: JsonObject = { type: "boolean" };
export const icon: JsonObject = {
  type: "string",
  pattern: "^[a-z][a-z0-9-]{0,39}$",
  title: "icon name",
  examples: ["shopping-cart"],
};
export const color: JsonObject = {
  type: "string",
  pattern: "^(?:#[0-9a-fA-F]{6}|[a-z]{2,20})$",
  title: "colour",
  examples: ["#2A5BD0"],
};
export const path: JsonObject = {
  type: "string",
  pattern: "^[a-z$][a-z0-9_]*(?:\\.[a-z$][a-z0-9_]*)*$",
  maxLength: 255,
  title: "field path",
  examples: ["customer.name"],
};
export const sortPath: JsonObject = {
  type: "string",
  pattern: "^-?[a-z$][a-z0-9_]*(?:\\.[a-z$][a-z0-9_]*)*$",
  maxLength: 255,
  title: "field path, - before it for descending",
  examples: ["-total"],
};
export const languageTag: JsonObject = {
  type: "string",
  pattern: "^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$",
  title: "BCP 47 language tag",
  examples: ["zh-CN"],
};
export const version: JsonObject = {
  type: "string",
  pattern: "^\\d+\\.\\d+\\.\\d+(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?$",
  title: "semantic version",
  examples: ["1.2.0"],
};
export const versionRange: JsonObject = { type: "string", minLength: 1, maxLength: 100 };

/** An expression: text, or canonical JSON (contract 0.2). */
export const expression: JsonObject = {
  type: ["string", "number", "boolean", "object"],
  description: "Expression: text or canonical JSON",
};
/** A value; a string that begins with `=` is an expression. */
export const value: JsonObject = {
  description: "Value, or an expression: a string that begins with =, or an object with one operator",
};

export const displayFormat: JsonObject = object(
  {
    style: { enum: ["number", "percent", "currency", "unit", "words", "duration"] },
    digits: value,
    currency: value,
    unit: value,
  },
  { required: ["style"] },
);

export function list(
  items: JsonObject,
  options: { readonly min?: number; readonly max?: number } = {},
): JsonObject {
  return {
    type: "array",
    items,
    ...(options.min === undefined ? {} : { minItems: options.min }),
    maxItems: options.max ?? 1000,
  };
}

/** The members of every document, before those of its kind. */
export function documentMembers(
  kind: string,
  id: JsonObject = documentId,
): Readonly<Record<string, JsonObject>> {
  return {
    $schema: { type: "string", maxLength: 255 },
    kind: { const: kind },
    id,
    label: text,
    revision: { type: "integer", minimum: 0 },
  };
}
