import { Kysely, PostgresDialect } from "kysely";
import type { PlatformDatabase } from "../schema/platform-database.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Kysely over the platform's own tables of a workspace.
 *
 * @example
 * await platformQueries(workspace).selectFrom("_user_role").selectAll().where("user_id", "=", id).execute();
 */
export function platformQueries(workspace: Pick<Workspace, "pool" | "schema">): Kysely<PlatformDatabase> {
  return new Kysely<PlatformDatabase>({ dialect: new PostgresDialect({ pool: workspace.pool }) }).withSchema(
    workspace.schema,
  );
}
