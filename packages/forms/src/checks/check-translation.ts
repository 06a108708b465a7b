import { type Document, isJsonObject, pointer, pointerSegments } from "@dougong/model";
import type { DocumentCheck } from "./document-check.ts";
import { type Check, startCheck } from "./reporter.ts";

/** Members whose words are shown to people. */
const words = [
  "label",
  "help",
  "description",
  "message",
  "text",
  "title",
  "group",
  "tab",
  "thanks",
  "confirm",
];

/** Each entry names a place with words in a document of the app: `entity:order/fields/discount/label`. */
export const checkTranslation: DocumentCheck<"translation"> = (document, catalogue, app) => {
  const check = startCheck(catalogue, app);
  for (const key of Object.keys(document.entries)) checkEntry(check, key, pointer("entries", key));
  return check.problems;
};

function checkEntry(check: Check, key: string, path: string): void {
  const [name = "", ...segments] = pointerSegments(`/${key}`);
  const target = documentNamed(check, name);
  if (target === undefined) {
    check.problems.push({ code: "unknown_document", path, params: { name }, got: name });
    return;
  }
  const missing = missingSegment(target, segments);
  if (missing !== undefined)
    check.problems.push({ code: "unknown_member", path, params: { name: missing }, got: key });
}

function documentNamed(check: Check, name: string): Document | undefined {
  const [kind = "", id = ""] = name.split(":");
  if (kind === "app") return id === check.app ? check.catalogue.apps.get(check.app)?.document : undefined;
  return check.catalogue.documents
    .get(check.app)
    ?.find((document) => document.kind === kind && document.id === id);
}

/** The first segment that leads nowhere. The last may be a member that is left out; `…/options/draft` is an option's label. */
function missingSegment(document: Document, segments: readonly string[]): string | undefined {
  let here: unknown = document;
  for (const [index, segment] of segments.entries()) {
    const next = stepInto(here, segment);
    const last = index === segments.length - 1;
    if (last)
      return (words.includes(segment) && isJsonObject(here)) ||
        (segments[index - 1] === "options" && next !== undefined)
        ? undefined
        : segment;
    if (next === undefined) return segment;
    here = next;
  }
  return document.id;
}

function stepInto(here: unknown, segment: string): unknown {
  if (Array.isArray(here)) {
    const list: readonly unknown[] = here;
    return (
      list.find((element) => element === segment || (isJsonObject(element) && element.id === segment)) ??
      list[Number(segment)]
    );
  }
  return isJsonObject(here) && Object.hasOwn(here, segment) ? here[segment] : undefined;
}
