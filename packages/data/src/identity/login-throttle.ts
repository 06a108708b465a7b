import { createHash } from "node:crypto";
import { identifier, parameter, sql, toQuery } from "@dougong/expression";
import { ProblemError } from "@dougong/model";
import type { Workspace } from "../workspace/workspace.ts";

const windowSeconds = 60;

/** Failed tries per account and per address, counted in the database, so that all nodes count together. */
export interface LoginThrottle {
  /** @throws ProblemError `rate_limited` with `retryAfter` once `limit` tries failed within a minute */
  admit(keys: readonly string[]): Promise<void>;
  failed(keys: readonly string[]): Promise<void>;
  /** Forgets the failures of a key: its owner has signed in. */
  succeeded(key: string): Promise<void>;
}

/** Addresses and e-mails are kept as hashes: the table is no list of who tried to sign in. */
export function throttleKey(kind: "account" | "address", value: string): string {
  return createHash("sha256").update(`${kind}:${value.toLowerCase()}`).digest("hex");
}

export function createLoginThrottle(workspace: Workspace, limit: number): LoginThrottle {
  const table = identifier(workspace.schema, "_login_failure");
  const run = async (fragment: ReturnType<typeof sql>) => {
    const { text, values } = toQuery(fragment);
    return workspace.pool.query(text, [...values]);
  };
  const at = (seconds: number) =>
    parameter(new Date(workspace.clock.now().getTime() - seconds * 1000).toISOString(), "timestamptz");
  const list = (keys: readonly string[]) => parameter(`{${keys.join(",")}}`, "text[]");

  return {
    async admit(keys) {
      const { rows } =
        await run(sql`select count(*)::int as failures, (array_agg(at order by at desc))[${parameter(String(limit), "int")}] as first
        from ${table} where key = any(${list(keys)}) and at > ${at(windowSeconds)} group by key having count(*) >= ${parameter(String(limit), "int")}`);
      if (rows.length === 0) return;
      const ends =
        Math.max(...rows.map((row: { first: Date }) => row.first.getTime())) + windowSeconds * 1000;
      const seconds = Math.max(1, Math.ceil((ends - workspace.clock.now().getTime()) / 1000));
      throw new ProblemError("rate_limited", [{ code: "rate_limited", path: "", params: { seconds } }], {
        retryAfter: seconds,
        limit,
        window: windowSeconds,
      });
    },
    async failed(keys) {
      await run(sql`with old as (delete from ${table} where at <= ${at(windowSeconds)})
        insert into ${table} (key, at) select key, ${at(0)} from unnest(${list(keys)}) as key`);
    },
    async succeeded(key) {
      await run(sql`delete from ${table} where key = ${parameter(key, "text")}`);
    },
  };
}
