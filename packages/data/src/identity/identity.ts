import type { Actor } from "../actor/actor.ts";
import type { DesignService } from "../design/design-service.ts";
import type { RecordService } from "../records/record-service.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { createAccounts } from "./accounts.ts";
import { createAttemptQueue } from "./attempt-queue.ts";
import type { IdentityParts } from "./identity-parts.ts";
import { createLoginThrottle } from "./login-throttle.ts";
import type { PasswordHasher } from "./password-hasher.ts";
import { type AdminInput, resetAdmin } from "./reset-admin.ts";
import { createSessions, type SignedIn } from "./sessions.ts";
import { createSetup, type SetupInput } from "./setup.ts";
import { createSignIn, type SignInInput } from "./sign-in.ts";

/** A session that has begun; `token` goes into the cookie and nowhere else. */
export interface OpenedSession {
  readonly token: string;
  readonly signedIn: SignedIn;
}

export interface IdentityOptions {
  readonly workspace: Workspace;
  readonly records: RecordService;
  readonly design: DesignService;
  readonly passwords: PasswordHasher;
  /** Random bytes for session secrets. */
  random(bytes: number): Buffer;
  /** What the first admin must know; printed at start while there is none. */
  readonly setupToken: string;
  /** Failed sign-ins a minute, per account and per address. Default 10. */
  readonly failedLogins?: number;
}

/** Who may come in: the setup of a workspace, sign-in, sessions. */
export interface Identity {
  /** True until the first admin is made. */
  setupNeeded(): Promise<boolean>;
  /**
   * Makes the first admin and signs in; of many at once exactly one succeeds.
   *
   * @throws ProblemError `already_set_up`, `unauthenticated` (wrong token), `rate_limited`, `validation_failed`
   */
  setUp(
    input: SetupInput,
    options: { readonly address: string; readonly dryRun: boolean },
  ): Promise<OpenedSession | null>;
  /** @throws ProblemError `unauthenticated` · `rate_limited` with `retryAfter` in seconds */
  signIn(input: SignInInput): Promise<OpenedSession>;
  /** Who the secret of a cookie belongs to, or null. */
  session(token: string): Promise<SignedIn | null>;
  signOut(token: string): Promise<void>;
  /** Removes sessions that have ended by themselves; answers how many. */
  purgeSessions(): Promise<number>;
  /** The person as they may act now, for work that goes on without them; null for one who is gone or inactive. */
  actor(user: string, locale: string): Promise<Extract<Actor, { kind: "user" }> | null>;
  /** Makes an admin, or gives an existing person the role and a new password; ends their sessions. */
  createAdmin(input: AdminInput): Promise<{ readonly user: string; readonly created: boolean }>;
}

export function createIdentity(options: IdentityOptions): Identity {
  const { workspace } = options;
  const parts: IdentityParts = {
    ...options,
    accounts: createAccounts(workspace),
    sessions: createSessions(workspace, options.random),
    throttle: createLoginThrottle(workspace, options.failedLogins ?? 10),
    queue: createAttemptQueue(),
  };
  const setup = createSetup(parts);
  return {
    setupNeeded: setup.needed,
    setUp: setup.run,
    signIn: createSignIn(parts),
    session: parts.sessions.find,
    signOut: parts.sessions.end,
    purgeSessions: parts.sessions.purge,
    actor: parts.accounts.actor,
    createAdmin: (input) => resetAdmin(parts, input),
  };
}
