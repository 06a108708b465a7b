import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { databaseUrl } from "./database-url.ts";

/** How a test database begins. */
export interface TemplateRecipe {
  /** Names what `prepare` makes. Same key, same content. */
  readonly key: string;
  readonly prepare: (connectionString: string) => Promise<void>;
}

/** Name of the template for a key, as the code stands now. */
export function templateName(key: string, fingerprint: string): string {
  return `template_${createHash("sha256").update(`${key}\n${fingerprint}`).digest("hex").slice(0, 24)}`;
}

async function exists(client: pg.ClientBase, name: string): Promise<boolean> {
  const found = await client.query("select from pg_database where datname = $1", [name]);
  return found.rowCount === 1;
}

async function waitForSilence(client: pg.ClientBase, name: string): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const open = await client.query("select from pg_stat_activity where datname = $1", [name]);
    if (open.rowCount === 0) return;
    await wait(50);
  }
  throw new Error("prepare() left a connection open: end its pools before it returns.");
}

/**
 * Makes the template database unless it is there. It has its name only when it is whole, and the advisory lock lets
 * one process make it while the others wait.
 */
export async function ensureTemplate(
  client: pg.ClientBase,
  url: string,
  name: string,
  prepare: TemplateRecipe["prepare"],
): Promise<void> {
  if (await exists(client, name)) return;
  await client.query("select pg_advisory_lock(hashtext($1))", [name]);
  try {
    if (await exists(client, name)) return;
    const stage = `${name}_new`;
    await client.query(`drop database if exists "${stage}" with (force)`);
    await client.query(`create database "${stage}"`);
    try {
      await prepare(databaseUrl(url, stage));
      await waitForSilence(client, stage);
    } catch (error) {
      await client.query(`drop database if exists "${stage}" with (force)`);
      throw error;
    }
    await client.query(`alter database "${stage}" rename to "${name}"`);
  } finally {
    await client.query("select pg_advisory_unlock(hashtext($1))", [name]);
  }
}
