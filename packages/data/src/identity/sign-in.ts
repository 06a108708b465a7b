import { parameter, sql, toQuery } from "@dougong/expression";
import { ProblemError } from "@dougong/model";
import type { OpenedSession } from "./identity.ts";
import type { IdentityParts } from "./identity-parts.ts";
import { throttleKey } from "./login-throttle.ts";

export interface SignInInput {
  readonly email: string;
  readonly password: string;
  /** Network address of the caller. */
  readonly address: string;
  /** Secret of a session that the browser still has: it ends, so that an id never lives on over a sign-in. */
  readonly previous?: string;
}

export function createSignIn(parts: IdentityParts): (input: SignInInput) => Promise<OpenedSession> {
  const { workspace, accounts, sessions, throttle, queue } = parts;

  // A hash that nobody has a password for: an unknown e-mail address takes as long as a known one.
  let decoy: Promise<string> | null = null;
  const stored = (password: string | null | undefined): Promise<string> => {
    decoy ??= parts.passwords.hash(parts.random(32).toString("hex"));
    return password === null || password === undefined ? decoy : Promise.resolve(password);
  };

  async function verified(input: SignInInput): Promise<string> {
    const account = await accounts.find(input.email);
    const fits = await parts.passwords.verify(await stored(account?.password), input.password);
    if (account !== null && account.password !== null && account.active && fits) return account.id;
    throw new ProblemError("unauthenticated", [
      { code: "unauthenticated", path: "", variant: "credentials" },
    ]);
  }

  async function open(user: string, previous: string | undefined): Promise<OpenedSession> {
    const session = sessions.open();
    const { text, values } = toQuery(session.insert(sql`${parameter(user, "uuid")}`));
    await workspace.pool.query(text, [...values]);
    if (previous !== undefined) await sessions.end(previous);
    const signedIn = await sessions.find(session.token);
    if (signedIn === null) throw new ProblemError("unauthenticated");
    return { token: session.token, signedIn };
  }

  return async (input) => {
    const account = throttleKey("account", input.email.trim());
    const address = throttleKey("address", input.address);
    // Always the account first: two keys taken in one order cannot wait for each other in a circle.
    const user = await queue.run(account, () =>
      queue.run(address, async () => {
        await throttle.admit([account, address]);
        try {
          return await verified(input);
        } catch (error) {
          if (error instanceof ProblemError && error.code === "unauthenticated")
            await throttle.failed([account, address]);
          throw error;
        }
      }),
    );
    await throttle.succeeded(account);
    return open(user, input.previous);
  };
}
