/** One part of a multipart form. */
export interface FormPart {
  readonly name: string;
  readonly content: Buffer | string;
  readonly filename?: string;
  readonly type?: string;
}

const boundary = "----dougong-test-boundary";

/** A form as bytes, as a browser would send it. */
export function formOf(parts: readonly FormPart[]): {
  readonly payload: Buffer;
  readonly contentType: string;
} {
  const pieces = parts.flatMap(({ name, content, filename, type }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? "" : `; filename="${filename.replaceAll('"', "%22")}"`}\r\n`,
    ),
    Buffer.from(`${type === undefined ? "" : `Content-Type: ${type}\r\n`}\r\n`),
    Buffer.from(content),
    Buffer.from("\r\n"),
  ]);
  return {
    payload: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}
