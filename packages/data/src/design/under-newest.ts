import type { Catalogue, FieldModel } from "@dougong/fields";
import { ProblemError } from "@dougong/model";
import { assertionOf, isDatabaseFault } from "../records/flight/database-fault.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { currentCatalogue } from "./current-catalogue.ts";
import { publishedKey } from "./store/design-rows.ts";

/** Publishes may follow each other; a call that each of them overtakes is given up in the end. */
const tries = 4;

export type UnderNewest = <C extends { readonly catalogue: Catalogue }, T>(
  context: C,
  call: (context: C) => Promise<T>,
) => Promise<T>;

/**
 * Runs a write or read under the catalogue that its request pinned. Where a publish overtook it nothing of it is kept,
 * and it is run again, whole, under the newest one: the request then counts as one that came after the publish.
 *
 * @throws ProblemError `unavailable` where publishes overtook each try, or without `models`
 */
export function underNewest(
  workspace: Pick<Workspace, "pool" | "schema">,
  models: Readonly<Record<string, FieldModel>> | undefined,
): UnderNewest {
  const newest = models === undefined ? undefined : currentCatalogue(workspace, models);
  return async (context, call) => {
    let pinned = context;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await call(pinned);
      } catch (fault) {
        if (!(await isOvertaken(workspace, pinned.catalogue, fault))) throw fault;
        if (newest === undefined || attempt === tries)
          throw new ProblemError("unavailable", [{ code: "unavailable", path: "" }]);
        pinned = { ...context, catalogue: await newest() };
      }
    }
  };
}

// A column that is gone, a new constraint that the old catalogue cannot name: whatever the database refused
// without a meaning in the design may come from a newer one.
async function isOvertaken(
  workspace: Pick<Workspace, "pool" | "schema">,
  catalogue: Catalogue,
  fault: unknown,
): Promise<boolean> {
  if (!isDatabaseFault(fault)) return false;
  const assertion = assertionOf(fault);
  if (assertion !== undefined) return assertion === "catalogue_changed";
  return (
    /^(?:0A|22|23|42)/.test(fault.code) &&
    (await publishedKey(workspace.pool, workspace.schema)) !== catalogue.key
  );
}
