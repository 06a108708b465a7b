import type { Checked, Expression } from "@dougong/expression";
import { type ExpressionSource, pointer } from "@dougong/model";
import { sequenceScope, sequenceTokens } from "../types/sequence/format.ts";
import { followsReference, isClock, type Read, readName, readsOf, visit } from "./checked-reads.ts";
import type { Compilation, EntityDraft, FieldDraft } from "./compilation.ts";
import { fieldType } from "./entity-scope.ts";
import { compileCondition, type Place } from "./expression-place.ts";
import { reportUnstorable } from "./formulas.ts";
import { recordContext } from "./record-context.ts";
import { systemFieldsOf } from "./system-fields.ts";
import { unknownField } from "./unknown-document.ts";

interface Invariant {
  readonly id: string;
  readonly check: Checked;
  readonly source: Expression;
  readonly message: string;
}

/** Invariants: conditions over the record, its rows and what both point to. */
export function compileInvariants(compilation: Compilation, entity: EntityDraft): readonly Invariant[] {
  const seen = new Set<string>();
  return (entity.document.invariants ?? []).flatMap((document, index): readonly Invariant[] => {
    const path = `${entity.path}${pointer("invariants", seen.has(document.id) ? index : document.id)}`;
    if (seen.has(document.id))
      compilation.report(entity.app, {
        code: "not_unique",
        path: `${path}/id`,
        params: { label: "id" },
        got: document.id,
      });
    seen.add(document.id);
    const place = { app: entity.app, path: `${path}/check` };
    const compiled = compileCondition(
      compilation,
      place,
      document.check,
      recordContext(compilation.entities, entity, "stored"),
    );
    if (compiled === null) return [];
    reportLiveReads(compilation, compiled.checked, place);
    reportUnstorable(compilation, compiled.checked, place);
    return [{ id: document.id, check: compiled.checked, source: compiled.source, message: document.message }];
  });
}

/** `assignWhen` of a sequence. */
export function compileAssignWhen(
  compilation: Compilation,
  entity: EntityDraft,
  field: FieldDraft,
): Checked | null {
  const { assignWhen } = field.document;
  if (field.model.type !== "sequence" || assignWhen === undefined) return null;
  const place = { app: entity.app, path: `${field.path}/assignWhen` };
  const compiled = compileCondition(
    compilation,
    place,
    assignWhen,
    recordContext(compilation.entities, entity, "stored"),
  );
  if (compiled === null) return null;
  reportStoredReads(compilation, compiled.checked, place, "own_lines");
  return compiled.checked;
}

/** What changes by itself cannot be watched over by the database. */
function reportLiveReads(compilation: Compilation, checked: Checked, place: Place): void {
  const names = new Set<string>();
  for (const read of readsOf(checked))
    if (isClock(read) || (read.read === "path" && leadsThroughLive(compilation, read)))
      names.add(readName(read));
  for (const name of names)
    compilation.report(place.app, { code: "not_storable", path: place.path, params: { name } });
}

function leadsThroughLive(compilation: Compilation, read: Extract<Read, { read: "path" }>): boolean {
  return read.steps.some((step) => {
    const field =
      step.entity === null ? undefined : compilation.entities.get(step.entity)?.fields.get(step.name);
    return field !== undefined && compilation.live.has(field);
  });
}

/**
 * Live values are `not_storable`; the owner and other records are not built yet, nor can an index
 * read rows.
 */
function reportStoredReads(
  compilation: Compilation,
  checked: Checked,
  place: Place,
  lists: "own_lines" | "none" = "none",
): void {
  const told = new Set<string>();
  const tell = (code: "not_storable" | "unsupported_kind", name: string): void => {
    if (told.has(name)) return;
    told.add(name);
    compilation.report(place.app, { code, path: place.path, params: { name } });
  };
  for (const read of readsOf(checked)) {
    if (read.read === "clock" || leadsThroughLive(compilation, read)) tell("not_storable", readName(read));
    else if (!isOwn(read, lists)) tell("unsupported_kind", readName(read));
  }
  visit(checked, 0, (node, around) => {
    if (node.node === "aggregate" && (lists === "none" || around > 0))
      tell("unsupported_kind", node.operator.toUpperCase());
  });
}

function isOwn(read: Extract<Read, { read: "path" }>, lists: "own_lines" | "none"): boolean {
  if (followsReference(read)) return false;
  if (lists === "none") return read.lists === 0 && read.root.at === "record";
  // Within a list, `$parent` is the record that the condition is of.
  return (
    read.root.at === "record" || (read.lists > 0 && (read.root.at === "row" || read.root.at === "parent"))
  );
}

/** Fields that a sequence's format and scope name. */
export function checkSequence(compilation: Compilation, entity: EntityDraft, field: FieldDraft): void {
  if (field.model.type !== "sequence") return;
  const named = [
    ...(sequenceTokens(field.document) ?? []).flatMap((token) =>
      token.token === "field" ? [{ name: token.field, path: `${field.path}/format` }] : [],
    ),
    ...sequenceScope(field.document).flatMap((part, index) =>
      ["year", "month", "day"].includes(part)
        ? []
        : [{ name: part, path: `${field.path}${pointer("per", index)}` }],
    ),
  ];
  for (const { name, path } of named) checkStoredField(compilation, entity, name, path, { sequence: field });
}

/** Fields of `unique`, `indexes` and `search`; answers the conditions of `unique`. */
export function checkFieldLists(compilation: Compilation, entity: EntityDraft): readonly Checked[] {
  const conditions: Checked[] = [];
  const { unique = [], indexes = [], search = [] } = entity.document;
  for (const [index, entry] of unique.entries()) {
    const path = `${entity.path}${pointer("unique", index)}`;
    for (const [place, name] of entry.fields.entries())
      checkStoredField(compilation, entity, name, `${path}${pointer("fields", place)}`);
    const condition = compileUniqueWhere(compilation, entity, entry.where, `${path}/where`);
    if (condition !== null) conditions.push(condition);
  }
  for (const [index, entry] of indexes.entries())
    for (const [place, name] of entry.fields.entries())
      checkStoredField(
        compilation,
        entity,
        name.replace(/^-/, ""),
        `${entity.path}${pointer("indexes", index, "fields", place)}`,
      );
  for (const [index, name] of search.entries()) {
    const path = `${entity.path}${pointer("search", index)}`;
    checkSearchPath(compilation, entity, name.split("."), path);
  }
  return conditions;
}

function compileUniqueWhere(
  compilation: Compilation,
  entity: EntityDraft,
  where: ExpressionSource | undefined,
  path: string,
): Checked | null {
  if (where === undefined) return null;
  const place = { app: entity.app, path };
  const compiled = compileCondition(
    compilation,
    place,
    where,
    recordContext(compilation.entities, entity, "stored"),
  );
  if (compiled === null) return null;
  reportStoredReads(compilation, compiled.checked, place);
  return compiled.checked;
}

/** `customer.name`: each name but the last is a reference. */
function checkSearchPath(
  compilation: Compilation,
  entity: EntityDraft,
  names: readonly string[],
  path: string,
): void {
  const [name = "", ...rest] = names;
  const target = entity.fields.get(name)?.to;
  const next = target === null || target === undefined ? undefined : compilation.entities.get(target);
  if (rest.length === 0 || next === undefined || entity.fields.get(name)?.model.type === "lines")
    checkStoredField(compilation, entity, names.join("."), path, { live: true });
  else checkSearchPath(compilation, next, rest, path);
}

/** The field is there and has a column. A sequence cannot be counted by a number that is given after it. */
export function checkStoredField(
  compilation: Compilation,
  entity: EntityDraft,
  name: string,
  path: string,
  allowed: {
    readonly sequence?: FieldDraft /** Live values are only read here. */;
    readonly live?: boolean;
  } = {},
): void {
  const field = entity.fields.get(name);
  if (entity.broken.has(name.split(".")[0] ?? name)) return;
  if (field === undefined && systemFieldsOf(entity).some((entry) => entry.id === name)) return;
  if (field === undefined)
    compilation.report(entity.app, unknownField(name, [...entity.fields.keys()], path));
  else if (
    !isSingle(compilation, entity, field) ||
    (allowed.sequence !== undefined && field.model.type === "sequence")
  )
    compilation.report(entity.app, {
      code: "type_mismatch",
      path,
      params: { label: name },
      expected: "a single value",
      got: field.model.type,
    });
  else if (allowed.live !== true && compilation.live.has(field))
    compilation.report(entity.app, { code: "not_storable", path, params: { name } });
}

/** Neither rows, nor a list or JSON: what can be compared as a whole and stand in an index. */
function isSingle(compilation: Compilation, entity: EntityDraft, field: FieldDraft): boolean {
  const { kind } = fieldType(compilation, entity, field, () => ({ kind: "null" }));
  return !["rows", "choices", "references", "list", "json"].includes(kind);
}
