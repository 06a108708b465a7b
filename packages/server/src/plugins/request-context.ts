import { type DesignService, recentSettings, type Workspace } from "@dougong/data";
import type { Catalogue } from "@dougong/fields";
import { ProblemError, type ProblemLocale, problemLocale } from "@dougong/model";
import type { FastifyInstance, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import type { Pinned } from "../http/fastify-types.ts";

export interface RequestContextOptions {
  readonly workspace: Workspace;
  readonly design: DesignService;
}

/**
 * What a request is answered with: one revision of the design for the whole of it, one instant, and one
 * language: the caller's `Accept-Language`, else the workspace's.
 */
export const requestContext = fp<RequestContextOptions>(
  async (app: FastifyInstance, options) => {
    const pins = new WeakMap<FastifyRequest, Promise<Pinned>>();
    const languages = new WeakMap<FastifyRequest, Promise<ProblemLocale>>();

    const assumed = new WeakMap<FastifyRequest, Promise<Pinned>>();

    async function pin(design: Promise<Catalogue>): Promise<Pinned> {
      const [catalogue, settings] = await Promise.all([design, recentSettings(options.workspace)]);
      return { catalogue, settings, now: options.workspace.clock.now() };
    }

    async function language(header: string | undefined): Promise<ProblemLocale> {
      const wanted = header?.trim() ?? "";
      if (/\b(zh|en)\b/i.test(wanted)) return problemLocale(wanted);
      return problemLocale((await recentSettings(options.workspace)).locale);
    }

    app.decorateRequest("pin", function (this: FastifyRequest) {
      const kept = pins.get(this) ?? pin(options.design.current());
      pins.set(this, kept);
      return kept;
    });
    app.decorateRequest("assume", function (this: FastifyRequest) {
      const kept = assumed.get(this) ?? pins.get(this) ?? pin(options.design.recent());
      assumed.set(this, kept);
      return kept;
    });
    app.decorateRequest("language", function (this: FastifyRequest) {
      const kept = languages.get(this) ?? language(this.headers["accept-language"]);
      languages.set(this, kept);
      return kept;
    });
    app.decorateRequest("actor", async function (this: FastifyRequest) {
      const who = this.signedIn;
      if (who === null) throw new ProblemError("unauthenticated");
      return {
        kind: "user" as const,
        user: who.user.id,
        roles: who.roles,
        email: who.user.email,
        unit: who.unit,
        manager: who.manager,
        locale: await this.language(),
      };
    });
  },
  { name: "request-context" },
);
