import { identifier, toQuery } from "@dougong/expression";
import type pg from "pg";
import { fillPinyin } from "../../search/fill-pinyin.ts";
import type { Clock } from "../../workspace/workspace.ts";
import type { Migration } from "./migration.ts";
import { type MigrationState, migrationState, SchemaTooNew } from "./migration-state.ts";
import { fingerprint, platformFunctions } from "./platform-functions.ts";
import { migrations } from "./registry.ts";

/**
 * Brings the platform's own tables and functions to what this code needs. Safe to repeat and to run from
 * several processes at once: one works, the others wait and find it done.
 *
 * @throws SchemaTooNew when a newer version of Dougong has been here
 */
export async function migratePlatform(pool: pg.Pool, schema: string, clock: Clock): Promise<MigrationState> {
  const client = await pool.connect();
  const lock = `dougong:migrate:${schema}`;
  try {
    await client.query("select pg_advisory_lock(hashtextextended($1, 0))", [lock]);
    try {
      return await migrateLocked(client, schema, clock);
    } finally {
      await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [lock]);
    }
  } finally {
    client.release();
  }
}

async function migrateLocked(client: pg.ClientBase, schema: string, clock: Clock): Promise<MigrationState> {
  const state = await migrationState(client, schema);
  if (state.applied > state.known) throw new SchemaTooNew(state);
  const quoted = toQuery(identifier(schema)).text;
  await inTransaction(client, async () => {
    await client.query(`create schema if not exists ${quoted}`);
    await client.query(`create table if not exists ${quoted}._migration (
      number int primary key, name text not null, applied_at timestamptz(3) not null)`);
    await client.query(
      `create table if not exists ${quoted}._fingerprint (name text primary key, hash text not null)`,
    );
  });
  await refreshFunctions(client, quoted);
  for (const step of migrations.filter((one) => one.number > state.applied))
    await apply(client, quoted, step, clock);
  await inTransaction(client, () => fillPinyin(client, quoted));
  return migrationState(client, schema);
}

async function apply(client: pg.ClientBase, quoted: string, step: Migration, clock: Clock): Promise<void> {
  await inTransaction(client, async () => {
    await client.query(step.sql(quoted));
    await client.query(`insert into ${quoted}._migration (number, name, applied_at) values ($1, $2, $3)`, [
      step.number,
      step.name,
      clock.now(),
    ]);
  });
}

async function refreshFunctions(client: pg.ClientBase, quoted: string): Promise<void> {
  const statements = platformFunctions(quoted);
  const hash = fingerprint(statements);
  const known = await client.query<{ hash: string }>(
    `select hash from ${quoted}._fingerprint where name = 'functions'`,
  );
  if (known.rows[0]?.hash === hash) return;
  await inTransaction(client, async () => {
    for (const statement of statements) await client.query(statement);
    await client.query(
      `insert into ${quoted}._fingerprint values ('functions', $1) on conflict (name) do update set hash = excluded.hash`,
      [hash],
    );
  });
}

async function inTransaction(client: pg.ClientBase, body: () => Promise<void>): Promise<void> {
  await client.query("begin");
  try {
    await body();
    await client.query("commit");
  } catch (fault) {
    await client.query("rollback");
    throw fault;
  }
}
