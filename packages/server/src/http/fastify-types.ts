import type { Actor, SignedIn, WorkspaceSettings } from "@dougong/data";
import type { Catalogue } from "@dougong/fields";
import type { ProblemLocale } from "@dougong/model";
import type { RouteDeclaration } from "./access.ts";

/** Design and settings as they stood when the request first asked: it sees one revision, whole. */
export interface Pinned {
  readonly catalogue: Catalogue;
  readonly settings: WorkspaceSettings;
  readonly now: Date;
}

/** A route as it was registered. */
export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly declaration: RouteDeclaration;
  readonly schema: Readonly<Record<string, unknown>>;
}

declare module "fastify" {
  interface FastifyContextConfig extends RouteDeclaration {}

  interface FastifyInstance {
    /** Every route of the server, in the order of registration. */
    readonly declaredRoutes: readonly DeclaredRoute[];
  }

  interface FastifyRequest {
    /** The session behind the cookie, or null. */
    signedIn: SignedIn | null;
    /** The bytes of a JSON body, as they came: what an `Idempotency-Key` is bound to. */
    bodyBytes: Buffer | null;
    /** Language of the sentences in the answer. */
    language(): Promise<ProblemLocale>;
    /** @throws ProblemError `unauthenticated` */
    actor(): Promise<Extract<Actor, { kind: "user" }>>;
    pin(): Promise<Pinned>;
    /**
     * As `pin`, without asking the database whether the design is still the published one: only for what is handed
     * to the record or the query service, which make sure of that themselves.
     */
    assume(): Promise<Pinned>;
    /**
     * For routes that take the request's `Idempotency-Key` themselves; where they read a form it is bound to `content` in
     * place of the body. Answers the reply where it was given again; null where the route is to go on.
     */
    replayed(reply: FastifyReply, content?: string): Promise<FastifyReply | null>;
  }
}
