import { ProblemError } from "@dougong/model";
import iconv from "iconv-lite";

const encodings: Readonly<Record<string, string>> = {
  "utf-8": "utf8",
  utf8: "utf8",
  gb18030: "gb18030",
  gbk: "gb18030",
  gb2312: "gb18030",
  cp936: "gb18030",
  "utf-16": "utf-16",
  "utf-16le": "utf-16le",
  "utf-16be": "utf-16be",
  big5: "big5",
  shift_jis: "shift_jis",
  "iso-8859-1": "latin1",
  latin1: "latin1",
  "windows-1252": "windows-1252",
  ascii: "utf8",
  "us-ascii": "utf8",
};

function validUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * The text of a file. Without a named encoding: a byte order mark decides, then valid UTF-8 is UTF-8, and
 * anything else is GB18030, which is what spreadsheets in China write.
 *
 * @throws ProblemError `bad_format` for an unknown encoding, or bytes that are not of it
 */
export function decodeText(bytes: Buffer, encoding?: string): string {
  if (encoding !== undefined) return decodeAs(bytes, encoding);
  if (bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xfe]))) return decodeAs(bytes, "utf-16le");
  if (bytes.subarray(0, 2).equals(Buffer.from([0xfe, 0xff]))) return decodeAs(bytes, "utf-16be");
  return validUtf8(bytes) ?? decodeAs(bytes, "gb18030");
}

function decodeAs(bytes: Buffer, encoding: string): string {
  const known = encodings[encoding.toLowerCase()];
  if (known === undefined) throw badEncoding(encoding, Object.keys(encodings).join(", "));
  const text = known === "utf8" ? validUtf8(bytes) : iconv.decode(bytes, known);
  // The replacement character stands for bytes that the encoding does not know: a value would be lost silently.
  if (text === null || text.includes("\ufffd")) throw badEncoding(encoding, "a file in this encoding");
  return text.replace(/^\ufeff/, "");
}

function badEncoding(encoding: string, expected: string): ProblemError {
  return new ProblemError("validation_failed", [
    { code: "bad_format", path: "/options/encoding", params: { label: "encoding" }, expected, got: encoding },
  ]);
}
