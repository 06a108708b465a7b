import { type Expression, normalize, readValue } from "@dougong/expression";
import { type Document, isDocumentId, isJsonObject, type JsonObject, type JsonValue } from "@dougong/model";
import { expressionMembers } from "./expression-members.ts";

/** Members that stand first, as a person would write them; the others follow by name. */
const first = ["kind", "id", "type", "label"];

/**
 * The one spelling of a document: expressions as JSON, members in a fixed order, nothing that the server
 * adds. Documents of equal meaning have equal texts, so that an export is the same whatever was imported.
 *
 * @param document has passed the validator, and its expressions can be read
 */
export function canonicalDocument(document: Document): Document {
  const { $schema: _schema, revision: _revision, ...own } = document;
  const { expressions, values } = expressionMembers[document.kind];
  let plain: JsonValue = asJson(own);
  for (const path of expressions)
    plain = mapAt(plain, path.split("/"), path === "title" ? canonicalTitle : canonicalExpression);
  for (const path of values) plain = mapAt(plain, path.split("/"), canonicalValue);
  return asDocument(inOrder(plain));
}

/** Its text as it is stored and compared. */
export function documentText(document: Document): string {
  return JSON.stringify(document);
}

/** A title that names a field says so best by its name. */
function canonicalTitle(source: JsonValue): JsonValue {
  return typeof source === "string" && isDocumentId(source) ? source : canonicalExpression(source);
}

function canonicalExpression(source: JsonValue): JsonValue {
  const read = normalize(source);
  return "expression" in read ? asMember(read.expression) : source;
}

function canonicalValue(source: JsonValue): JsonValue {
  const read = readValue(source);
  return "expression" in read ? asMember(read.expression) : source;
}

/** A constant text would be read as the text of an expression, and null as none. */
function asMember(expression: Expression): JsonValue {
  return typeof expression === "string" || expression === null ? { literal: expression } : expression;
}

function mapAt(
  value: JsonValue,
  path: readonly string[],
  change: (found: JsonValue) => JsonValue,
): JsonValue {
  const [name, ...rest] = path;
  if (name === undefined) return change(value);
  if (name === "*" && isList(value)) return value.map((element) => mapAt(element, rest, change));
  if (!isJsonObject(value)) return value;
  const names = name === "*" ? Object.keys(value) : [name];
  const changed = names.flatMap((one) =>
    value[one] === undefined ? [] : [[one, mapAt(value[one], rest, change)] as const],
  );
  return changed.length === 0 ? value : { ...value, ...Object.fromEntries(changed) };
}

function inOrder(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(inOrder);
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  const place = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
  names.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
  return Object.fromEntries(names.map((name) => [name, inOrder(value[name] ?? null)]));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A document is JSON by its nature; its type only says more. */
function asJson(document: Partial<Document>): JsonObject {
  return JSON.parse(JSON.stringify(document)) as JsonObject;
}

/** What was a valid document is one in another spelling, too. */
function asDocument(value: JsonValue): Document {
  return value as unknown as Document;
}
