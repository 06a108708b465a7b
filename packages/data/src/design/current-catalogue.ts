import { type Catalogue, compileCatalogue, type FieldModel } from "@dougong/fields";
import type { Workspace } from "../workspace/workspace.ts";
import { publishedApps, publishedKey } from "./store/design-rows.ts";

/**
 * Answers the published catalogue: compiled once per set of revisions, checked against the database by one small
 * query each time. Calls that come together share both.
 */
export function currentCatalogue(
  workspace: Pick<Workspace, "pool" | "schema">,
  models: Readonly<Record<string, FieldModel>>,
): () => Promise<Catalogue> {
  let compiled: Catalogue | undefined;
  let loading: Promise<Catalogue> | undefined;

  async function load(): Promise<Catalogue> {
    const { catalogue } = compileCatalogue({
      apps: await publishedApps(workspace.pool, workspace.schema),
      models,
    });
    compiled = catalogue;
    return catalogue;
  }

  return async () => {
    for (;;) {
      const key = await publishedKey(workspace.pool, workspace.schema);
      if (compiled?.key === key) return compiled;
      loading ??= load().finally(() => {
        loading = undefined;
      });
      // A load that others began may have read what was published before.
      const loaded = await loading;
      if (loaded.key === key) return loaded;
    }
  };
}
