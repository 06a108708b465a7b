import {
  type Document,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type TranslationDocument,
} from "@dougong/model";

/**
 * The documents of an app in another of its languages: every text that the language's translation document
 * has replaces the original, so that whatever is made from the documents speaks it.
 *
 * @param language BCP 47 of the user, `en`, `zh-CN`
 */
export function translateDocuments(documents: readonly Document[], language: string): readonly Document[] {
  const translation = translationFor(documents, language);
  if (translation === undefined) return documents;
  const byDocument = new Map<string, (readonly [readonly string[], string])[]>();
  for (const [key, text] of Object.entries(translation.entries)) {
    const [document = "", ...path] = key.split("/");
    const entries = byDocument.get(document) ?? [];
    entries.push([path, text]);
    byDocument.set(document, entries);
  }
  return documents.map((document) => {
    const entries = byDocument.get(`${document.kind}:${document.id}`);
    return entries === undefined ? document : entries.reduce(translated, document);
  });
}

/** `zh-CN` is served by `zh_cn`, else by `zh`. */
function translationFor(documents: readonly Document[], language: string): TranslationDocument | undefined {
  const wanted = language.toLowerCase().replaceAll("-", "_");
  const translations = documents.filter((document) => document.kind === "translation");
  return (
    translations.find(({ id }) => id === wanted) ?? translations.find(({ id }) => id === wanted.split("_")[0])
  );
}

function translated<Shape extends Document>(
  document: Shape,
  [path, text]: readonly [readonly string[], string],
): Shape {
  return { ...document, ...withText(document, path, text) };
}

/** A copy of an object with the text at a path; elements of a list are named by their id, else by their place. */
function withText(value: object, path: readonly string[], text: string): JsonObject {
  const [member = "", ...rest] = path;
  const members: Readonly<Record<string, unknown>> = { ...value };
  const found = members[member];
  if (rest.length === 0) return { [member]: text };
  if (Array.isArray(found))
    return {
      [member]: found.map((element: JsonValue, index) => translatedElement(element, index, rest, text)),
    };
  return isJsonObject(found) ? { [member]: { ...found, ...withText(found, rest, text) } } : {};
}

function translatedElement(
  element: JsonValue,
  index: number,
  path: readonly string[],
  text: string,
): JsonValue {
  const [name, ...rest] = path;
  const id = isJsonObject(element) ? element["id"] : element;
  if (name !== id && name !== String(index)) return element;
  // An option that is its id alone gets an object to carry its words; other texts of a list are replaced.
  if (!isJsonObject(element))
    return rest[0] === "label" || rest.length === 0 ? { id: element, label: text } : element;
  return { ...element, ...withText(element, rest.length === 0 ? ["label"] : rest, text) };
}
