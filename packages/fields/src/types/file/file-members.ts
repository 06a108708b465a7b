import type { FieldDocument, JsonObject } from "@dougong/model";

/** The entity that ids of files belong to, as types say it: no entity of the catalogue. */
export const fileTarget = "$file";

const accepted: JsonObject = {
  type: "string",
  maxLength: 255,
  pattern: "^(\\.[A-Za-z0-9]+|[a-z0-9.+-]+/(\\*|[a-z0-9.+-]+))$",
  title: "media type, image/* or .ending",
  examples: ["image/*", "application/pdf", ".docx"],
};

/** What `file` and `files` add to a field: media types or endings, and the largest size in bytes. */
export const fileMembers: Readonly<Record<string, JsonObject>> = {
  accept: { type: "array", items: accepted, minItems: 1, maxItems: 50 },
  maxSize: { type: "integer", minimum: 1, maximum: 52_428_800 },
};

export function acceptOf(field: FieldDocument): readonly string[] {
  const accept: readonly unknown[] = Array.isArray(field.accept) ? field.accept : [];
  return accept.flatMap((one) => (typeof one === "string" ? [one.toLowerCase()] : []));
}

/** True where a field takes a file of this type and name. */
export function accepts(
  field: FieldDocument,
  file: { readonly type: string; readonly name: string },
): boolean {
  const accept = acceptOf(field);
  if (accept.length === 0) return true;
  return accept.some((one) => {
    if (one.startsWith(".")) return file.name.toLowerCase().endsWith(one);
    return one.endsWith("/*") ? file.type.startsWith(one.slice(0, -1)) : file.type === one;
  });
}
