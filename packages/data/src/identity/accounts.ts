import { type Fragment, identifier, parameter, sql, toQuery } from "@dougong/expression";
import type { Actor } from "../actor/actor.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** What a sign-in needs to know of an account. */
export interface Account {
  readonly id: string;
  readonly active: boolean;
  /** Null for a person who has no password. */
  readonly password: string | null;
}

/** Passwords and roles of people, kept apart from the people's records. */
export interface Accounts {
  find(email: string): Promise<Account | null>;
  /** The person as they may act now; null for one who is gone or inactive. */
  actor(user: string, locale: string): Promise<Extract<Actor, { kind: "user" }> | null>;
  /** Statements that give a person a password and a role; `user` is a SQL expression of type uuid. */
  setPassword(user: Fragment, hash: string): Fragment;
  grant(user: Fragment, role: string): Fragment;
  /** The id of the person with this e-mail address, as a SQL expression. */
  idOf(email: string): Fragment;
}

interface ActorRow {
  readonly email: string;
  readonly unit: string | null;
  readonly manager: string | null;
  readonly roles: readonly string[];
}

export function createAccounts(workspace: Workspace): Accounts {
  const table = (name: string) => identifier(workspace.schema, name);
  const address = (email: string) => parameter(email.trim(), "text");
  return {
    async find(email) {
      const { text, values } = toQuery(sql`select u.id, coalesce(u.active, false) as active, c.password
        from ${table("system__user")} u left join ${table("_credential")} c on c.user_id = u.id
        where lower(u.email) = lower(${address(email)}) and u._deleted_at is null
        order by u.email = ${address(email)} desc limit 1`);
      const { rows } = await workspace.pool.query<Account>(text, [...values]);
      return rows[0] ?? null;
    },
    async actor(user, locale) {
      const { text, values } =
        toQuery(sql`select u.email, u.unit, u.manager, array(select r.role from ${table("_user_role")} r where r.user_id = u.id order by r.role) as roles
        from ${table("system__user")} u where u.id = ${parameter(user, "uuid")} and u.active and u._deleted_at is null`);
      const { rows } = await workspace.pool.query<ActorRow>(text, [...values]);
      return rows[0] === undefined ? null : { kind: "user", user, ...rows[0], locale };
    },
    setPassword: (user, hash) => sql`insert into ${table("_credential")} (user_id, password, changed_at)
      values (${user}, ${parameter(hash, "text")}, ${parameter(workspace.clock.now().toISOString(), "timestamptz")})
      on conflict (user_id) do update set password = excluded.password, changed_at = excluded.changed_at`,
    grant: (
      user,
      role,
    ) => sql`insert into ${table("_user_role")} (user_id, role) values (${user}, ${parameter(role, "text")})
      on conflict do nothing`,
    idOf: (email) =>
      sql`(select u.id from ${table("system__user")} u where lower(u.email) = lower(${address(email)}) and u._deleted_at is null order by u.email = ${address(email)} desc limit 1)`,
  };
}
