import { type Catalogue, compileCatalogue, type FieldModel } from "@dougong/fields";
import type { Workspace } from "../workspace/workspace.ts";
import { publishedApps, publishedKey } from "./store/design-rows.ts";

/** The published catalogue, compiled once per set of revisions for everybody in a process. */
export interface Catalogues {
  /** What is published now: asks the database by one small query. */
  current(): Promise<Catalogue>;
  /**
   * What was published when somebody last asked, without asking: for the record and the query service, which hold it
   * against the database in the same statement and go on under the newest.
   */
  recent(): Promise<Catalogue>;
}

/**
 * Keeps the published catalogue of a workspace. Calls that come together share the query and the compilation.
 *
 * @example
 * const catalogues = createCatalogues(workspace, fieldModels);
 */
export function createCatalogues(
  workspace: Pick<Workspace, "pool" | "schema">,
  models: Readonly<Record<string, FieldModel>>,
): Catalogues {
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

  async function current(): Promise<Catalogue> {
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
  }

  return { current, recent: async () => compiled ?? current() };
}
