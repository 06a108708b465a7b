import { createHash } from "node:crypto";
import type { IfMatch } from "@dougong/data";
import { ProblemError } from "@dougong/model";
import type { FastifyRequest } from "fastify";

function badHeader(name: string, expected: string): ProblemError {
  return new ProblemError("bad_parameter", [
    { code: "bad_parameter", path: "", params: { name, expected }, expected },
  ]);
}

function single(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}

/**
 * `If-Match: "7"`, or `*` where the last write wins.
 *
 * @throws ProblemError `precondition_required` without it, `bad_parameter` for anything else
 */
export function requireIfMatch(request: FastifyRequest): IfMatch {
  const value = readIfMatch(request);
  if (value === undefined) throw new ProblemError("precondition_required");
  return value;
}

/** As `requireIfMatch`, but may be left out. */
export function readIfMatch(request: FastifyRequest): IfMatch | undefined {
  const text = single(request, "if-match")?.trim();
  if (text === undefined || text === "") return undefined;
  if (text === "*") return "*";
  const match = /^"([1-9]\d{0,8})"$/.exec(text);
  if (match === null) throw badHeader("If-Match", 'an ETag such as "7", or *');
  return Number(match[1]);
}

/**
 * `Idempotency-Key` with what it is bound to: method, path and body. `content` stands for the body where it is a form.
 */
export function readIdempotency(
  request: FastifyRequest,
  content?: string,
): { readonly key: string; readonly fingerprint: string } | undefined {
  const key = single(request, "idempotency-key");
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e][\x20-\x7e]{0,254}$/.test(key))
    throw badHeader("Idempotency-Key", "1 to 255 printable ASCII characters");
  const fingerprint = createHash("sha256")
    .update(`${request.method} ${request.url}\n`)
    .update(content ?? request.bodyBytes ?? "")
    .digest("hex");
  return { key, fingerprint };
}

/** `Dry-Run: true`: everything is checked and answered, nothing stays. */
export function readDryRun(request: FastifyRequest): boolean {
  const text = single(request, "dry-run")?.trim().toLowerCase();
  if (text === undefined || text === "false") return false;
  if (text === "true") return true;
  throw badHeader("Dry-Run", "true or false");
}

/** `Prefer: respond-async`: the write is to be done as a job. */
export function readRespondAsync(request: FastifyRequest): boolean {
  return /(?:^|[,;\s])respond-async(?:$|[,;\s])/i.test(single(request, "prefer") ?? "");
}

/** `Prefer: wait=n`, in seconds, at most 30 (RFC 7240). Other preferences are not ours to refuse. */
export function readWait(request: FastifyRequest): number {
  const match = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})"?/i.exec(single(request, "prefer") ?? "");
  return match === null ? 0 : Math.min(30, Number(match[1]));
}
