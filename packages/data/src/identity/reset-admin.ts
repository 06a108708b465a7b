import { type Fragment, identifier, parameter, sql, toQuery } from "@dougong/expression";
import { ProblemError } from "@dougong/model";
import { systemActor } from "../actor/actor.ts";
import type { WriteContext } from "../records/record-service.ts";
import { readSettings } from "../workspace/settings.ts";
import type { IdentityParts } from "./identity-parts.ts";
import { passwordProblems } from "./password-rule.ts";

export interface AdminInput {
  readonly email: string;
  readonly password: string;
  /** Default: the part of the e-mail address before `@`. */
  readonly name?: string;
}

/**
 * Makes an admin, or gives an existing person the role and a new password. It closes the setup, as
 * there is an admin now, and ends the person's sessions.
 *
 * @throws ProblemError `validation_failed`
 */
export async function resetAdmin(
  parts: IdentityParts,
  input: AdminInput,
): Promise<{ readonly user: string; readonly created: boolean }> {
  const { workspace, accounts, records } = parts;
  const problems = passwordProblems(input.password, input.email);
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
  const hash = await parts.passwords.hash(input.password);
  const existing = await accounts.find(input.email);
  const user = existing === null ? accounts.idOf(input.email) : sql`${parameter(existing.id, "uuid")}`;
  const alongside = [
    sql`update ${identifier(workspace.schema, "_workspace")}
      set set_up_at = coalesce(set_up_at, ${parameter(workspace.clock.now().toISOString(), "timestamptz")})`,
    accounts.setPassword(user, hash),
    accounts.grant(user, "system.admin"),
    sql`delete from ${identifier(workspace.schema, "_session")} where user_id = ${user}`,
  ];
  if (existing?.active === true) {
    await together(parts, alongside);
    workspace.memory.sessions.forget();
    return { user: existing.id, created: false };
  }
  const context: WriteContext = {
    actor: systemActor("create-admin"),
    via: { kind: "api", id: "create-admin" },
    catalogue: await parts.design.current(),
    settings: await readSettings(workspace),
    dryRun: false,
    alongside,
  };
  if (existing !== null) {
    await records.update(context, "system.user", existing.id, "*", { active: true });
    return { user: existing.id, created: false };
  }
  const name = input.name ?? input.email.split("@")[0] ?? input.email;
  const made = await records.create(context, "system.user", { email: input.email, name, active: true });
  return { user: made.id, created: true };
}

/** Runs statements of the platform's own tables in one transaction, where no record changes. */
async function together({ workspace }: IdentityParts, statements: readonly Fragment[]): Promise<void> {
  const client = await workspace.pool.connect();
  try {
    await client.query("begin");
    for (const statement of statements) {
      const { text, values } = toQuery(statement);
      await client.query(text, [...values]);
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
