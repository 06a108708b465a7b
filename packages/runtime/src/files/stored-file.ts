/** What is known of a file; its content is read apart. */
export interface StoredFile {
  readonly id: string;
  /** As its owner named it, without folders. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Media type. */
  readonly type: string;
  /** Of the content, in hex. */
  readonly sha256: string;
  readonly createdBy: string | null;
  /** The field that holds it now; null where none does, and the file is its sender's alone. */
  readonly holder: { readonly entity: string; readonly id: string; readonly field: string } | null;
}

const mediaType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,62}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}$/;

/** A name without folders and control characters, so that no client can be led astray by it. */
export function safeFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const plain = [...last.replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, "").trim()].slice(0, 200).join("");
  return plain === "" || plain === "." || plain === ".." ? "file" : plain;
}

/** A media type as it may stand in a header; anything else is bytes. */
export function safeMediaType(type: string): string {
  const plain = type.split(";")[0]?.trim().toLowerCase() ?? "";
  return mediaType.test(plain) ? plain : "application/octet-stream";
}
