import type { Accounts } from "./accounts.ts";
import type { AttemptQueue } from "./attempt-queue.ts";
import type { IdentityOptions } from "./identity.ts";
import type { LoginThrottle } from "./login-throttle.ts";
import type { Sessions } from "./sessions.ts";

/** What setup, sign-in and the reset of an admin share. */
export interface IdentityParts extends IdentityOptions {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly throttle: LoginThrottle;
  readonly queue: AttemptQueue;
}
