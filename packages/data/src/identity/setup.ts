import { type Fragment, identifier, parameter, sql, toQuery } from "@dougong/expression";
import { ProblemError } from "@dougong/model";
import { systemActor } from "../actor/actor.ts";
import type { WorkspaceSettings } from "../workspace/workspace.ts";
import type { OpenedSession } from "./identity.ts";
import type { IdentityParts } from "./identity-parts.ts";
import { throttleKey } from "./login-throttle.ts";
import { passwordProblems } from "./password-rule.ts";
import { sameSecret } from "./session-token.ts";
import { settingsProblems } from "./workspace-settings.ts";

export interface SetupInput {
  readonly token: string;
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly workspace: WorkspaceSettings;
}

/** The first admin of a workspace, made once. */
export interface Setup {
  needed(): Promise<boolean>;
  run(
    input: SetupInput,
    options: { readonly address: string; readonly dryRun: boolean },
  ): Promise<OpenedSession | null>;
}

export function createSetup(parts: IdentityParts): Setup {
  const { workspace, accounts, sessions, throttle } = parts;

  async function needed(): Promise<boolean> {
    const { text, values } = toQuery(
      sql`select set_up_at is null as needed from ${identifier(workspace.schema, "_workspace")}`,
    );
    const { rows } = await workspace.pool.query<{ needed: boolean }>(text, [...values]);
    return rows[0]?.needed === true;
  }

  async function checkToken(token: string, address: string): Promise<void> {
    const keys = [throttleKey("address", address)];
    await throttle.admit(keys);
    if (sameSecret(token, parts.setupToken)) return;
    await throttle.failed(keys);
    throw new ProblemError("unauthenticated", [
      { code: "unauthenticated", path: "/token", variant: "setup_token" },
    ]);
  }

  async function makeAdmin(input: SetupInput, dryRun: boolean): Promise<OpenedSession | null> {
    const user = accounts.idOf(input.email);
    const session = sessions.open();
    const hash = await parts.passwords.hash(input.password);
    await parts.records.create(
      {
        actor: systemActor("setup"),
        via: { kind: "api", id: "setup" },
        catalogue: await parts.design.current(),
        settings: input.workspace,
        dryRun,
        // The first statement writes the workspace's only row: of many setups at once one finds it open, the others raise.
        alongside: [
          closeSetup(parts, input.workspace),
          accounts.setPassword(user, hash),
          accounts.grant(user, "system.admin"),
          session.insert(user),
        ],
      },
      "system.user",
      { email: input.email, name: input.name, active: true },
    );
    workspace.memory.settings.forget();
    const signedIn = dryRun ? null : await sessions.find(session.token);
    return signedIn === null ? null : { token: session.token, signedIn };
  }

  return {
    needed,
    async run(input, { address, dryRun }) {
      if (!(await needed())) throw new ProblemError("already_set_up");
      await checkToken(input.token, address);
      const problems = [
        ...passwordProblems(input.password, input.email),
        ...settingsProblems(input.workspace, "/workspace"),
      ];
      if (problems.length > 0) throw new ProblemError("validation_failed", problems);
      try {
        return await makeAdmin(input, dryRun);
      } catch (error) {
        // The loser of a race may stumble over the same e-mail address first: what matters is that it is over.
        if (!(await needed())) throw new ProblemError("already_set_up");
        throw error;
      }
    },
  };
}

/** Keeps the workspace's facts and closes the setup for good; raises where it is closed already. */
function closeSetup({ workspace }: IdentityParts, settings: WorkspaceSettings): Fragment {
  const now = parameter(workspace.clock.now().toISOString(), "timestamptz");
  return sql`update ${identifier(workspace.schema, "_workspace")} set
    set_up_at = case when ${identifier(workspace.schema, "_assert")}(set_up_at is null, 'already_set_up') then ${now} end,
    name = ${parameter(settings.name.trim(), "text")}, time_zone = ${parameter(settings.timeZone, "text")},
    locale = ${parameter(settings.locale, "text")}, currency = ${parameter(settings.currency, "text")}`;
}
