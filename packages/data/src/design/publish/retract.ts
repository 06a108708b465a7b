import { identifier, toLiteralText } from "@dougong/expression";
import { inShortLocks } from "../../schema/plan/in-short-locks.ts";
import { publishedApps } from "../store/design-rows.ts";
import { builtTables } from "../store/save-revision.ts";
import type { PublishParts } from "./publish.ts";
import { rebuild } from "./rebuild-tables.ts";

/** Takes an app back whose first import could not be finished: an answer that refuses has changed nothing. */
export async function retractApp(parts: PublishParts, app: string): Promise<void> {
  const { schema, pool } = parts.workspace;
  const table = (name: string) => toLiteralText(identifier(schema, name));
  await inShortLocks(pool, parts, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `dougong:publish:${schema}`,
    ]);
    const tables = await builtTables(client, schema, app);
    const names = tables.map((one) => table(one.name));
    if (names.length > 0) await client.query(`drop table ${names.join(", ")} cascade`);
    for (const object of tables.flatMap((one) => one.objects)) {
      if (object.kind === "function") await client.query(object.drop);
    }
    for (const name of ["_document", "_revision", "_table", "_seed_key"])
      await client.query(`delete from ${table(name)} where app = $1`, [app]);
    await client.query(`delete from ${table("_app")} where id = $1`, [app]);
    const entities = tables.map((one) => one.entity);
    await client.query("select set_config('dougong.may_rewrite_history', 'on', true)");
    await client.query(`delete from ${table("_change")} where entity = any($1)`, [entities]);
    await client.query(`delete from ${table("_comment")} where entity = any($1)`, [entities]);
    await client.query(`delete from ${table("_sequence")} where entity = any($1)`, [entities]);
    // What the app looked up or summed up in others goes from there, too.
    await rebuild(client, parts, await publishedApps(client, schema));
    return { keep: true, value: undefined };
  });
}
