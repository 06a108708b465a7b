import { type Fragment, identifier, parameter, sql, toQuery } from "@dougong/expression";
import type { SessionFacts, Workspace } from "../workspace/workspace.ts";
import { csrfTokenOf, hashToken, tokenBytes } from "./session-token.ts";

const day = 86_400_000;
/** A session ends when unused for so long, and at the latest so long after it began. */
const idleTime = 3 * day;
const absoluteTime = 30 * day;
/** `seen_at` is written at most so often, so that reading does not mean writing. */
const seenStep = 60_000;

/** A person who is signed in. */
export interface SignedIn {
  readonly user: { readonly id: string; readonly email: string; readonly name: string };
  /** Their department and their superior. */
  readonly unit: string | null;
  readonly manager: string | null;
  /** Qualified role ids. */
  readonly roles: readonly string[];
  /** What cookie requests that change something repeat in `X-CSRF-Token`. */
  readonly csrfToken: string;
}

/** A session that begins: its secret exists only here and in the browser's cookie. */
export interface NewSession {
  readonly token: string;
  /** The row to insert, for the transaction that signs in. `user` is a SQL expression of type uuid. */
  insert(user: Fragment): Fragment;
}

export interface Sessions {
  open(): NewSession;
  find(token: string): Promise<SignedIn | null>;
  end(token: string): Promise<void>;
  endAllOf(user: string): Promise<void>;
  /** Removes what has ended by itself; answers how many. */
  purge(): Promise<number>;
}

interface SessionRow extends SessionFacts {
  readonly seen_at: Date;
}

export function createSessions(workspace: Workspace, random: (bytes: number) => Buffer): Sessions {
  const table = (name: string) => identifier(workspace.schema, name);
  const time = (milliseconds: number) => parameter(new Date(milliseconds).toISOString(), "timestamptz");
  const run = async (fragment: Fragment) => {
    const { text, values } = toQuery(fragment);
    return workspace.pool.query<SessionRow>(text, [...values]);
  };

  async function look(hash: string): Promise<SessionFacts | null> {
    const now = workspace.clock.now().getTime();
    const id = parameter(hash, "text");
    const { rows } = await run(sql`select u.id, u.email, u.name, u.unit, u.manager, s.seen_at,
        array(select r.role from ${table("_user_role")} r where r.user_id = u.id order by r.role) as roles
      from ${table("_session")} s join ${table("system__user")} u on u.id = s.user_id
      where s.id = ${id} and s.expires_at > ${time(now)} and s.seen_at > ${time(now - idleTime)}
        and u.active and u._deleted_at is null`);
    const row = rows[0];
    if (row === undefined) return null;
    if (now - row.seen_at.getTime() > seenStep)
      await run(sql`update ${table("_session")} set seen_at = ${time(now)} where id = ${id}`);
    return row;
  }

  return {
    open() {
      const token = random(tokenBytes).toString("base64url");
      const now = workspace.clock.now().getTime();
      return {
        token,
        insert: (user) => sql`insert into ${table("_session")} (id, user_id, created_at, seen_at, expires_at)
          values (${parameter(hashToken(token), "text")}, ${user}, ${time(now)}, ${time(now)}, ${time(now + absoluteTime)})`,
      };
    },
    async find(token) {
      const hash = hashToken(token);
      const found = await workspace.memory.sessions.get(hash, () => look(hash));
      if (found === null) return null;
      return {
        user: { id: found.id, email: found.email, name: found.name ?? "" },
        unit: found.unit,
        manager: found.manager,
        roles: found.roles,
        csrfToken: csrfTokenOf(token),
      };
    },
    async end(token) {
      const hash = hashToken(token);
      await run(sql`delete from ${table("_session")} where id = ${parameter(hash, "text")}`);
      workspace.memory.sessions.forget(hash);
    },
    async endAllOf(user) {
      await run(sql`delete from ${table("_session")} where user_id = ${parameter(user, "uuid")}`);
      workspace.memory.sessions.forget();
    },
    async purge() {
      const now = workspace.clock.now().getTime();
      const { rowCount } = await run(
        sql`delete from ${table("_session")} where expires_at <= ${time(now)} or seen_at <= ${time(now - idleTime)}`,
      );
      return rowCount ?? 0;
    },
  };
}
