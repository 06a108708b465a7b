import { isUnavailable } from "@dougong/data";
import { ProblemError, type ProblemLocale, problemLocale } from "@dougong/model";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import type { DeclaredRoute } from "../http/fastify-types.ts";
import { problemBody } from "../http/problem-response.ts";

const byFastifyCode: Readonly<Record<string, ConstructorParameters<typeof ProblemError>>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ["too_large"],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ["unsupported_media_type"],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ["malformed_json"],
  FST_ERR_CTP_EMPTY_JSON_BODY: ["malformed_json"],
  FST_ERR_CTP_EMPTY_TYPE: ["unsupported_media_type"],
  FST_ERR_BAD_URL: ["bad_parameter"],
  FST_ERR_MAX_PARAM_LENGTH: ["not_found"],
  FST_REQ_FILE_TOO_LARGE: ["too_large"],
  FST_FILES_LIMIT: ["too_many"],
  FST_PARTS_LIMIT: ["too_many"],
  FST_FIELDS_LIMIT: ["too_many"],
  FST_INVALID_MULTIPART_CONTENT_TYPE: ["unsupported_media_type"],
  FST_ERR_PARAM_LENGTH: ["not_found"],
};

/** Any error as the problem that a caller may learn of: details of ours never leave. */
export function toProblemError(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (isUnavailable(error)) return new ProblemError("unavailable");
  const code = error instanceof Error && "code" in error ? String((error as FastifyError).code) : "";
  const known = byFastifyCode[code];
  if (known !== undefined) return new ProblemError(...known);
  return new ProblemError("internal");
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: ProblemError,
  locale: ProblemLocale,
): FastifyReply {
  const body = problemBody(problem, locale, request.id);
  if (body.code === "unavailable" && !reply.hasHeader("retry-after")) reply.header("retry-after", "2");
  if (body.code === "unauthenticated") reply.header("www-authenticate", 'Cookie realm="dougong"');
  reply.removeHeader("etag");
  return reply
    .status(body.status)
    .header("cache-control", "no-store")
    .header("content-language", locale)
    .type("application/problem+json")
    .send(JSON.stringify(body));
}

/** Sends a problem as `application/problem+json`, in the caller's language. */
export async function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: ProblemError,
): Promise<FastifyReply> {
  const header = request.headers["accept-language"];
  return send(request, reply, problem, await request.language().catch(() => problemLocale(header)));
}

/** Answers what went wrong before a route and its hooks were found: an address that cannot be decoded. */
export function sendFrameworkProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  reply.header("request-id", request.id);
  return send(request, reply, toProblemError(error), problemLocale(request.headers["accept-language"]));
}

/** True when a path such as `/api/v1/apps/crm` fits a route such as `/api/v1/apps/:app`. */
function fits(route: string, path: string): boolean {
  const pattern = route.split("/");
  const steps = path.split("/");
  if (route.endsWith("*")) return path.startsWith(route.slice(0, -1));
  return (
    pattern.length === steps.length &&
    pattern.every((step, index) => step === steps[index] || (step.startsWith(":") && steps[index] !== ""))
  );
}

function methodsOf(routes: readonly DeclaredRoute[], url: string): readonly string[] {
  const path = url.split("?")[0] ?? "";
  const methods = new Set(routes.filter((route) => fits(route.url, path)).map((route) => route.method));
  if (methods.has("GET")) methods.add("HEAD");
  return [...methods].sort();
}

/** Every answer from 400 on is a problem in the caller's language, for unknown paths and methods, too. */
export const problems = fp(
  async (app: FastifyInstance) => {
    app.setErrorHandler(async (error, request, reply) => {
      const problem = toProblemError(error);
      if (problem.code === "internal") request.log.error({ err: error }, "request failed");
      else if (problem.code === "unavailable") request.log.warn({ err: error }, "database unavailable");
      return sendProblem(request, reply, problem);
    });
    app.setNotFoundHandler(async (request, reply) => {
      const allowed = methodsOf(app.declaredRoutes, request.url);
      if (allowed.length === 0) return sendProblem(request, reply, new ProblemError("not_found"));
      reply.header("allow", allowed.join(", "));
      return sendProblem(
        request,
        reply,
        new ProblemError("method_not_allowed", [
          {
            code: "method_not_allowed",
            path: "",
            params: { method: request.method, allowed: allowed.join(", ") },
          },
        ]),
      );
    });
  },
  { name: "problems", dependencies: ["declared-routes"] },
);
