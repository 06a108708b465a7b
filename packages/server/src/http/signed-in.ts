/** Who a session belongs to, read anew at each request, so that a lost role binds at once. */
export interface SignedIn {
  readonly user: { readonly id: string; readonly email: string; readonly name: string };
  /** Qualified role ids, e.g. `system.admin`. */
  readonly roles: readonly string[];
  /** What `X-CSRF-Token` must repeat. */
  readonly csrfToken: string;
}
