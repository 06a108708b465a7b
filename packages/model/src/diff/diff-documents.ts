import type { Document } from "../document/document.ts";
import type { JsonValue } from "../json/json.ts";
import { type Difference, diffJson } from "./diff-json.ts";

/** What changed between two sets of documents of one app (contract 2.7, `draft/diff`). */
export interface DesignDifference {
  /** `entity:order` */
  readonly added: readonly string[];
  readonly changed: readonly (Difference & { readonly document: string })[];
  readonly removed: readonly string[];
}

/** The name of a document within its app: `entity:order`. */
export function documentName(document: Pick<Document, "kind" | "id">): string {
  return `${document.kind}:${document.id}`;
}

/** @example diffDocuments(live, draft).changed // [{ document: "entity:order", path: "/fields/discount/label", from: "Discount", to: "Rebate" }] */
export function diffDocuments(from: readonly Document[], to: readonly Document[]): DesignDifference {
  const before = new Map(from.map((document) => [documentName(document), document]));
  const after = new Map(to.map((document) => [documentName(document), document]));
  const changed = [...after].flatMap(([name, document]) => {
    const old = before.get(name);
    return old === undefined
      ? []
      : diffJson(plain(old), plain(document)).map((entry) => ({ document: name, ...entry }));
  });
  return {
    added: [...after.keys()].filter((name) => !before.has(name)),
    changed,
    removed: [...before.keys()].filter((name) => !after.has(name)),
  };
}

/** Without `revision`, which the server adds. */
function plain(document: Document): JsonValue {
  const { revision: _revision, ...rest } = document;
  return rest as unknown as JsonValue;
}
