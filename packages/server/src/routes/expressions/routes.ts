import { userValue } from "@dougong/data";
import { evaluate, readDatetime, typeName } from "@dougong/expression";
import { type ExpressionSource, type JsonObject, ProblemError } from "@dougong/model";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Resource } from "../../http/resource.ts";
import { answers, noQuery } from "../../http/schemas.ts";
import type { Services } from "../../services.ts";
import { compileExpression, describeExpression } from "./compile-expression.ts";
import { followReferences } from "./follow-references.ts";
import { compileAnswer, compileBody, evaluateAnswer, evaluateBody } from "./schemas.ts";

interface EvaluateBody {
  readonly entity: string;
  readonly expression: ExpressionSource;
  readonly record?: JsonObject | null;
  readonly old?: JsonObject | null;
  readonly input?: JsonObject | null;
  readonly now?: string;
  readonly timeZone?: string;
}

/** Names of fields are shown to those who may read them: for now, admins. */
async function catalogueFor(request: FastifyRequest) {
  if (request.signedIn?.roles.includes("system.admin") !== true) throw new ProblemError("not_found");
  return (await request.pin()).catalogue;
}

function instantOf(text: string | undefined, now: Date): string {
  if (text === undefined) return now.toISOString();
  const read = readDatetime(text);
  if (read === null)
    throw new ProblemError("validation_failed", [
      {
        code: "bad_format",
        path: "/now",
        params: { label: "now", example: now.toISOString() },
        expected: "RFC 3339 date-time",
        got: text,
      },
    ]);
  return read;
}

function zoneOf(text: string | undefined, zone: string): string {
  if (text === undefined) return zone;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone === "" ? zone : text;
  } catch {
    throw new ProblemError("validation_failed", [
      {
        code: "bad_format",
        path: "/timeZone",
        params: { label: "timeZone", example: "Asia/Shanghai" },
        expected: "IANA time zone",
        got: text,
      },
    ]);
  }
}

function registerEvaluate(app: FastifyInstance, { queries }: Services): void {
  app.post<{ Body: EvaluateBody }>(
    "/api/v1/expressions/evaluate",
    {
      schema: { querystring: noQuery, body: evaluateBody, response: answers({ 200: evaluateAnswer }) },
      config: {
        access: "session",
        operation: "evaluateExpression",
        summary: "The value of an expression over a record that is given",
      },
    },
    async (request) => {
      const { body } = request;
      const catalogue = await catalogueFor(request);
      const compiled = compileExpression(catalogue, body.entity, body.expression);
      const [actor, { settings, now }] = await Promise.all([request.actor(), request.pin()]);
      const record = body.record ?? {};
      const user = userValue(actor);
      const roots = { record, old: body.old ?? {}, input: body.input ?? {}, user };
      const follow = await followReferences(queries, { actor, catalogue, settings, now }, compiled, roots);
      const value = evaluate(compiled.checked, {
        record: JSON.parse(JSON.stringify(record)),
        roots: {
          user,
          old: body.old === undefined || body.old === null ? null : JSON.parse(JSON.stringify(body.old)),
          ...(body.input ? { input: JSON.parse(JSON.stringify(body.input)) } : {}),
        },
        now: instantOf(body.now, now),
        timeZone: zoneOf(body.timeZone, settings.timeZone),
        ...(follow === undefined ? {} : { follow }),
      });
      return { type: typeName(compiled.checked.type), value };
    },
  );
}

/** One language in its two spellings: understood and worked out. */
export const expressions: Resource = {
  name: "expressions",
  register(app, services) {
    app.post<{ Body: { entity: string; expression: ExpressionSource } }>(
      "/api/v1/expressions/compile",
      {
        schema: { querystring: noQuery, body: compileBody, response: answers({ 200: compileAnswer }) },
        config: {
          access: "session",
          operation: "compileExpression",
          summary: "Both spellings of an expression, its type, and what it reads",
        },
      },
      async (request) =>
        describeExpression(
          compileExpression(await catalogueFor(request), request.body.entity, request.body.expression),
        ),
    );
    registerEvaluate(app, services);
  },
};
