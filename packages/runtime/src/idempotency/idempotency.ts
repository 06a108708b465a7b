import type { Workspace } from "@dougong/data";
import { identifier, parameter, sql } from "@dougong/expression";
import { ProblemError } from "@dougong/model";
import pg from "pg";
import { run } from "../database/run.ts";

/** A request that wants to have its effect once. */
export interface KeyedRequest {
  readonly principal: string;
  readonly key: string;
  /** Digest of method, path and body. */
  readonly fingerprint: string;
}

/** What the caller was answered, and is answered again. */
export interface KeptOutcome {
  readonly status: number;
  readonly body: string;
}

/** The key is held: nobody else runs with it. Exactly one of the two is to be called. */
export interface KeyClaim {
  keep(outcome: KeptOutcome): Promise<void>;
  release(): Promise<void>;
}

/**
 * Idempotency of requests whose effect has no transaction that the outcome could be written in. While one runs its key is
 * held by an advisory lock; the outcome is kept after the effect has been committed. A process that dies in between leaves
 * the effect without an outcome: the repetition then has it once more. The record service does better, see there.
 */
export interface Idempotency {
  /** @throws ProblemError `idempotency_in_progress` · `idempotency_mismatch` where the key belongs to another request */
  claim(request: KeyedRequest): Promise<{ readonly earlier: KeptOutcome } | { readonly claim: KeyClaim }>;
  /** Gives up its connections. */
  close(): Promise<void>;
}

/** Requests with a key that run at the same time in this process; further ones wait a little. */
const concurrency = 4;

/**
 * @example
 * const found = await idempotency.claim({ principal: user, key, fingerprint });
 * if ("earlier" in found) return found.earlier;
 * await found.claim.keep(await effect());
 */
export function createIdempotency(workspace: Workspace): Idempotency {
  // Connections of its own: each claim holds one while its effect needs another, which from one pool is a deadlock.
  const { password, ...options } = workspace.pool.options;
  const pool = new pg.Pool({ ...options, ...(password === undefined ? {} : { password }), max: concurrency });
  // A lost connection shows in the query that uses it.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const table = identifier(workspace.schema, "_idempotency");

  async function end(client: pg.PoolClient, word: "commit" | "rollback"): Promise<void> {
    try {
      await client.query(word);
      client.release();
    } catch (fault) {
      client.release(true);
      if (word === "commit") throw fault;
    }
  }

  async function find(client: pg.PoolClient, request: KeyedRequest): Promise<KeptOutcome | undefined> {
    const { principal, key, fingerprint } = request;
    const name = parameter(`${workspace.schema}/idempotency/${principal}/${key}`, "text");
    const [lock] = await run<{ held: boolean }>(
      client,
      sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as held`,
    );
    if (lock?.held !== true) throw new ProblemError("idempotency_in_progress");
    const [known] = await run<KeptOutcome & { fingerprint: string }>(
      client,
      sql`select status, body, fingerprint from ${table}
        where principal = ${parameter(principal, "text")} and key = ${parameter(key, "text")}`,
    );
    if (known !== undefined && known.fingerprint !== fingerprint)
      throw new ProblemError("idempotency_mismatch");
    return known;
  }

  async function keep(client: pg.PoolClient, request: KeyedRequest, outcome: KeptOutcome): Promise<void> {
    try {
      await run(
        client,
        sql`insert into ${table} (principal, key, fingerprint, status, body, at) values (
          ${parameter(request.principal, "text")}, ${parameter(request.key, "text")}, ${parameter(request.fingerprint, "text")},
          ${parameter(String(outcome.status), "int")}, ${parameter(outcome.body, "text")}, ${parameter(workspace.clock.now().toISOString(), "timestamptz")})`,
      );
    } catch (fault) {
      await end(client, "rollback");
      throw fault;
    }
    await end(client, "commit");
  }

  return {
    async claim(request) {
      const client = await pool.connect();
      try {
        await client.query("begin");
        const earlier = await find(client, request);
        if (earlier === undefined)
          return {
            claim: {
              keep: (outcome) => keep(client, request, outcome),
              release: () => end(client, "rollback"),
            },
          };
        await end(client, "rollback");
        return { earlier: { status: earlier.status, body: earlier.body } };
      } catch (fault) {
        await end(client, "rollback");
        throw fault;
      }
    },
    close: () => pool.end(),
  };
}
