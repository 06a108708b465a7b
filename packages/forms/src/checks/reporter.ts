import type { CheckContext, Checked } from "@dougong/expression";
import {
  type Catalogue,
  compileConditionSource,
  type Entity,
  followsReference,
  readName,
  readsOf,
} from "@dougong/fields";
import { type ExpressionSource, nearest, type Problem } from "@dougong/model";

/** One document under check: its problems, with paths from the document's own root. */
export interface Check {
  readonly catalogue: Catalogue;
  /** The app whose prefix may be dropped. */
  readonly app: string;
  readonly problems: Problem[];
}

export function startCheck(catalogue: Catalogue, app: string): Check {
  return { catalogue, app, problems: [] };
}

/** The entity that a name means, or undefined after `unknown_document` was reported. */
export function entityNamed(check: Check, name: string, path: string): Entity | undefined {
  const entity = check.catalogue.entities.get(name.includes(".") ? name : `${check.app}.${name}`);
  if (entity === undefined)
    check.problems.push(
      unknownDocument("entity", name, localNames(check, [...check.catalogue.entities.keys()]), path),
    );
  return entity;
}

/** Reports a name that no document of the kind has. */
export function checkDocumentName(
  check: Check,
  kind: "form" | "view" | "page" | "role",
  name: string,
  path: string,
): void {
  const qualified = name.includes(".") ? name : `${check.app}.${name}`;
  const known = [...check.catalogue.documents].flatMap(([app, documents]) =>
    documents.filter((document) => document.kind === kind).map((document) => `${app}.${document.id}`),
  );
  if (!known.includes(qualified))
    check.problems.push(unknownDocument(kind, name, localNames(check, known), path));
}

function unknownDocument(kind: string, name: string, known: readonly string[], path: string): Problem {
  const near = nearest(name, known);
  return {
    code: "unknown_document",
    path,
    params: { kind, name, ...(near === undefined ? {} : { nearest: near }) },
    got: name,
  };
}

/** Qualified ids, and those of the own app without its prefix, too. */
function localNames(check: Check, ids: readonly string[]): readonly string[] {
  const prefix = `${check.app}.`;
  return [...ids.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length)), ...ids];
}

export function reportUnknownField(check: Check, name: string, known: readonly string[], path: string): void {
  const near = nearest(name, known);
  check.problems.push({
    code: "unknown_field",
    path,
    params: { name, ...(near === undefined ? {} : { nearest: near }) },
    got: name,
  });
}

/** A condition, or null after its problems were reported. `local` conditions run in the browser, which has only the record at hand. */
export function conditionAt(
  check: Check,
  source: ExpressionSource | undefined,
  path: string,
  context: CheckContext,
  options: { readonly local: boolean },
): Checked | null {
  if (source === undefined) return null;
  const compiled = compileConditionSource(source, context);
  if ("problems" in compiled) {
    check.problems.push(
      ...compiled.problems.map((problem) => ({ ...problem, path: `${path}${problem.path}` })),
    );
    return null;
  }
  if (options.local)
    for (const read of readsOf(compiled.checked))
      if (followsReference(read))
        check.problems.push({ code: "unsupported_kind", path, params: { name: readName(read) } });
  return compiled.checked;
}
