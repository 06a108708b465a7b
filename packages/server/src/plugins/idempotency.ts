import type { Workspace } from "@dougong/data";
import { ProblemError } from "@dougong/model";
import { createIdempotency, type KeptOutcome, type KeyClaim } from "@dougong/runtime";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { readDryRun, readIdempotency } from "../http/write-headers.ts";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

function refuse(): ProblemError {
  const expected = "no key: an answer that signs somebody in is not kept";
  return new ProblemError("bad_parameter", [
    { code: "bad_parameter", path: "", params: { name: "Idempotency-Key", expected }, expected },
  ]);
}

function replay(reply: FastifyReply, { status, body }: KeptOutcome): FastifyReply {
  reply.status(status).header("idempotency-replayed", "true");
  return body === "" ? reply.send() : reply.type("application/json; charset=utf-8").send(body);
}

/**
 * `Idempotency-Key` on every route that does not keep outcomes itself: the answer is kept when it is about to be sent. Only
 * good answers are: what was refused may be tried again with the same key.
 */
export const idempotency = fp<{ readonly workspace: Workspace }>(
  async (app: FastifyInstance, { workspace }) => {
    const kept = createIdempotency(workspace);
    const claims = new WeakMap<FastifyRequest, KeyClaim>();

    async function claim(request: FastifyRequest, content?: string): Promise<KeptOutcome | null> {
      const wanted = readIdempotency(request, content);
      if (wanted === undefined || readDryRun(request)) return null;
      const principal = request.signedIn?.user.id;
      if (principal === undefined) throw refuse();
      const found = await kept.claim({ principal, ...wanted });
      if ("earlier" in found) return found.earlier;
      claims.set(request, found.claim);
      return null;
    }

    async function settle(request: FastifyRequest, outcome: KeptOutcome | null): Promise<void> {
      const held = claims.get(request);
      claims.delete(request);
      if (outcome === null) await held?.release();
      else await held?.keep(outcome);
    }

    app.decorateRequest("replayed", async function (this: FastifyRequest, reply, content) {
      const earlier = await claim(this, content);
      return earlier === null ? null : replay(reply, earlier);
    });
    app.addHook("onRequest", async (request) => {
      if (safe.has(request.method) || readIdempotency(request) === undefined) return;
      if (request.routeOptions.config.idempotency === "refused") throw refuse();
    });
    app.addHook("preHandler", async (request, reply) => {
      const how = request.routeOptions.config.idempotency ?? "kept";
      if (how !== "kept" || safe.has(request.method)) return;
      const earlier = await claim(request);
      if (earlier !== null) return replay(reply, earlier);
    });
    app.addHook("onSend", async (request, reply, payload) => {
      const isGood = reply.statusCode < 400 && (typeof payload === "string" || payload == null);
      await settle(request, isGood ? { status: reply.statusCode, body: String(payload ?? "") } : null);
    });
    app.addHook("onResponse", (request) => settle(request, null));
    app.addHook("onClose", () => kept.close());
  },
  { name: "idempotency", dependencies: ["authentication", "json-body"] },
);
