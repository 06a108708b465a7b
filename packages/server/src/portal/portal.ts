import { randomBytes } from "node:crypto";
import { ProblemError } from "@dougong/model";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { answers, noQuery, objectOf, text } from "../http/schemas.ts";
import { bearsSession } from "../http/session-cookie.ts";
import { pagePolicy } from "../plugins/security-headers.ts";
import { type Asset, chooseEncoding, readAssets } from "./asset.ts";

/** Addresses of the browser's pages (contract 2.11): all are one document, whose router reads the rest. */
const pages = [
  "/",
  "/setup",
  "/sign-in",
  "/inbox",
  "/a/*",
  "/apps",
  "/apps/*",
  "/build/*",
  "/f/*",
  "/p/*",
  "/settings",
  "/settings/*",
];

/** Where index.html wants the nonce of its answer (Vite's `html.cspNonce`). */
const noncePlaceholder = "__CSP_NONCE__";
/** Where it wants to know whether its request bore a session: `maybe` or `none`. */
const sessionPlaceholder = "__SESSION__";

const anyQuery = { type: "object" };
const rest = objectOf({ "*": { type: "string", maxLength: 2048 } });

/** Names with a digest of their content never change what they mean. */
function cacheOf(path: string): string {
  return path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}

async function sendAsset(
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  asset: Asset,
): Promise<FastifyReply> {
  reply.header("etag", asset.etag).header("cache-control", cacheOf(path)).header("vary", "accept-encoding");
  if (request.headers["if-none-match"] === asset.etag) return reply.status(304).send();
  const encoding = chooseEncoding(request.headers["accept-encoding"], path, asset.body.length);
  if (encoding !== "identity") reply.header("content-encoding", encoding);
  return reply.type(asset.type).send(await asset.encoded(encoding));
}

function sendPage(request: FastifyRequest, reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(16).toString("base64");
  return reply
    .type("text/html; charset=utf-8")
    .header("content-security-policy", pagePolicy(nonce))
    .header("cache-control", "no-store")
    .send(
      page
        .replaceAll(noncePlaceholder, nonce)
        .replaceAll(sessionPlaceholder, bearsSession(request.headers.cookie) ? "maybe" : "none"),
    );
}

/** Serves the built portal: its one page under every address of the browser, and its files from memory. */
export async function registerPortal(app: FastifyInstance, directory: string): Promise<void> {
  const assets = await readAssets(directory);
  const index = assets.get("/index.html")?.body.toString("utf8");
  if (index === undefined) throw new Error(`${directory} holds no index.html: build the portal first`);

  for (const url of pages) {
    app.get(
      url,
      {
        schema: {
          querystring: anyQuery,
          response: answers({ 200: text }),
          ...(url.endsWith("*") ? { params: rest } : {}),
        },
        config: {
          access: "public",
          operation: `page ${url}`,
          summary: "A page of the portal",
          internal: true,
        },
      },
      async (request, reply) => sendPage(request, reply, index),
    );
  }
  for (const path of assets.keys()) {
    if (path === "/index.html") continue;
    app.get(
      encodeURI(path),
      {
        schema: { querystring: noQuery, response: answers({ 200: text }) },
        config: {
          access: "public",
          operation: `file ${path}`,
          summary: "A file of the portal",
          internal: true,
        },
      },
      async (request, reply) => {
        const asset = assets.get(path);
        if (asset === undefined) throw new ProblemError("not_found");
        return sendAsset(request, reply, path, asset);
      },
    );
  }
}
