interface Signature {
  readonly type: string;
  readonly at: number;
  readonly bytes: readonly number[];
}

const ascii = (text: string): readonly number[] => [...text].map((one) => one.charCodeAt(0));

/** First bytes of formats that tell themselves (WHATWG MIME Sniffing, and the formats' own papers). */
const signatures: readonly Signature[] = [
  { type: "image/png", at: 0, bytes: [0x89, ...ascii("PNG"), 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: "image/jpeg", at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: "image/gif", at: 0, bytes: ascii("GIF8") },
  { type: "image/webp", at: 8, bytes: ascii("WEBP") },
  { type: "image/bmp", at: 0, bytes: ascii("BM") },
  { type: "image/tiff", at: 0, bytes: [0x49, 0x49, 0x2a, 0x00] },
  { type: "image/tiff", at: 0, bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { type: "image/heic", at: 4, bytes: ascii("ftypheic") },
  { type: "application/pdf", at: 0, bytes: ascii("%PDF-") },
  { type: "application/zip", at: 0, bytes: [0x50, 0x4b, 0x03, 0x04] },
  { type: "application/zip", at: 0, bytes: [0x50, 0x4b, 0x05, 0x06] },
  { type: "application/gzip", at: 0, bytes: [0x1f, 0x8b] },
  { type: "application/x-7z-compressed", at: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { type: "application/vnd.rar", at: 0, bytes: ascii("Rar!") },
  { type: "application/x-ole-storage", at: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { type: "audio/mpeg", at: 0, bytes: ascii("ID3") },
  { type: "audio/wav", at: 8, bytes: ascii("WAVE") },
  { type: "video/mp4", at: 4, bytes: ascii("ftyp") },
  { type: "video/webm", at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { type: "application/x-msdownload", at: 0, bytes: ascii("MZ") },
  { type: "application/x-elf", at: 0, bytes: [0x7f, ...ascii("ELF")] },
];

/** Formats that are a container of others: what is declared may be one of those. */
const containers: Readonly<Record<string, RegExp>> = {
  "application/zip":
    /^application\/(vnd\.openxmlformats-|vnd\.oasis\.opendocument|epub\+zip|java-archive|x-zip-compressed|vnd\.ms-.*macroenabled)/,
  "application/x-ole-storage": /^application\/(msword|vnd\.ms-)/,
  "application/gzip": /^application\/(x-gzip|x-tgz|x-gtar)/,
  "video/mp4": /^(video|audio)\/(mp4|quicktime|x-m4a|x-m4v|3gpp|aac)|^image\/(heic|heif|avif)/,
  "video/webm": /^(video|audio)\/(webm|x-matroska)/,
};

/** Formats whose first bytes are always the same: bytes that say otherwise are not of them. */
const telling = new Set(signatures.map((one) => one.type));

/**
 * The media type of a file by its first bytes, where they tell; else what was declared, unless that is a format whose
 * files would have told themselves.
 *
 * @example sniffType(Buffer.from("%PDF-1.7"), "image/png") // "application/pdf"
 */
export function sniffType(start: Uint8Array, declared: string): string {
  const found = signatures.find((one) => one.bytes.every((byte, index) => start[one.at + index] === byte));
  if (found === undefined)
    return telling.has(declared) && start.length > 0 ? "application/octet-stream" : declared;
  if (found.type === "image/bmp" || found.type === "application/x-msdownload")
    return isPlainText(declared) ? declared : found.type;
  return containers[found.type]?.test(declared) === true ? declared : found.type;
}

/** Two letters are no proof: a text may begin with them. */
function isPlainText(declared: string): boolean {
  return declared.startsWith("text/") || declared === "application/json";
}
