import { platformQueries } from "./platform-queries.ts";
import type { Workspace, WorkspaceSettings } from "./workspace.ts";

/** What the first admin chose; before the setup: no name, UTC, zh-CN, CNY. */
export async function readSettings(
  workspace: Pick<Workspace, "pool" | "schema">,
): Promise<WorkspaceSettings> {
  const row = await platformQueries(workspace)
    .selectFrom("_workspace")
    .select(["name", "time_zone", "locale", "currency"])
    .executeTakeFirstOrThrow();
  return { name: row.name, timeZone: row.time_zone, locale: row.locale, currency: row.currency };
}

/** The same, half a second old at most. */
export async function recentSettings(
  workspace: Pick<Workspace, "pool" | "schema" | "memory">,
): Promise<WorkspaceSettings> {
  const read = () => readSettings(workspace);
  return (await workspace.memory.settings.get("", read)) ?? read();
}

export async function writeSettings(
  workspace: Pick<Workspace, "pool" | "schema" | "memory">,
  settings: WorkspaceSettings,
): Promise<void> {
  await platformQueries(workspace)
    .updateTable("_workspace")
    .set({
      name: settings.name,
      time_zone: settings.timeZone,
      locale: settings.locale,
      currency: settings.currency,
    })
    .execute();
  workspace.memory.settings.forget();
}
