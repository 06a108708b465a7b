import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".txt": "text/plain; charset=utf-8",
  ".map": "application/json; charset=utf-8",
};

const compressible = new Set([".html", ".js", ".css", ".json", ".webmanifest", ".svg", ".txt", ".map"]);

export type Encoding = "br" | "gzip" | "identity";

/** A built file of the portal, held in memory. */
export interface Asset {
  readonly type: string;
  readonly etag: string;
  readonly body: Buffer;
  /** The content as it goes over the wire; compressed once, when first asked for. */
  encoded(encoding: Encoding): Promise<Buffer>;
}

function createAsset(path: string, body: Buffer): Asset {
  const kept = new Map<Encoding, Promise<Buffer>>();
  const compress = (encoding: Encoding): Promise<Buffer> => {
    if (encoding === "br")
      return promisify(brotliCompress)(body, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
      });
    return encoding === "gzip" ? promisify(gzip)(body, { level: 9 }) : Promise.resolve(body);
  };
  return {
    type: types[extname(path).toLowerCase()] ?? "application/octet-stream",
    etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
    body,
    encoded(encoding) {
      const made = kept.get(encoding) ?? compress(encoding);
      kept.set(encoding, made);
      return made;
    },
  };
}

/** The best encoding that a browser takes and the file gains from. */
export function chooseEncoding(accept: string | undefined, path: string, size: number): Encoding {
  if (size < 1024 || !compressible.has(extname(path).toLowerCase())) return "identity";
  const wanted = new Set(
    (accept ?? "")
      .split(",")
      .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
      .map((part) => part.split(";")[0]?.trim()),
  );
  if (wanted.has("br")) return "br";
  return wanted.has("gzip") ? "gzip" : "identity";
}

/** All files below a folder by their path in an address, e.g. `/assets/index-3f2a.js`. Nothing else can be asked for. */
export async function readAssets(directory: string): Promise<ReadonlyMap<string, Asset>> {
  const found = await readdir(directory, { recursive: true, withFileTypes: true });
  const assets = await Promise.all(
    found
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const file = join(entry.parentPath, entry.name);
        const path = file.slice(directory.length).replaceAll("\\", "/").replace(/^\/*/, "/");
        return [path, createAsset(path, await readFile(file))] as const;
      }),
  );
  return new Map(assets);
}
