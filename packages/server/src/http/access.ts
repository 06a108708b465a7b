/** Who may call a route at all; what they may see or change there is decided below, in `data`. */
export type Access =
  /** Anybody, signed in or not. */
  | "public"
  /** Whoever is signed in. */
  | "session"
  /** Holders of `system.admin`. */
  | "admin";

/** What each route says about itself beside its schemas. */
export interface RouteDeclaration {
  readonly access: Access;
  /** One sentence for OpenAPI. */
  readonly summary: string;
  /** Name of the operation, unique over the API: `listRecords`. */
  readonly operation: string;
  /** True where `Dry-Run: true` is honoured; elsewhere it is refused, never ignored. */
  readonly dryRun?: boolean;
  /**
   * Who keeps the outcome of an `Idempotency-Key`: the plugin (default), the route itself in the transaction of its effect
   * (`own`) or once it has read its form (`form`), or nobody, since the answer is a secret (`refused`).
   */
  readonly idempotency?: "kept" | "own" | "form" | "refused";
  /** Largest body in bytes; default 1 MiB. */
  readonly bodyLimit?: number;
  /** JSON Schema of a multipart form, where the body is one. */
  readonly multipart?: object;
  /** Counts against no limit of requests: a stream that comes back when it was cut off. */
  readonly unlimited?: boolean;
  /** Left out of OpenAPI: pages and health checks. */
  readonly internal?: boolean;
}
