import type { Catalogue, FieldModel } from "@dougong/fields";
import { ProblemError } from "@dougong/model";
import { CatalogueChanged } from "../query/run/catalogue-changed.ts";
import { assertionOf, isDatabaseFault, isUnavailable } from "../records/flight/database-fault.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type Catalogues, createCatalogues } from "./catalogues.ts";
import { publishedKey } from "./store/design-rows.ts";

/** Publishes may follow each other; a call that each of them overtakes is given up in the end. */
const tries = 4;

export type UnderNewest = <C extends { readonly catalogue: Catalogue }, T>(
  context: C,
  call: (context: C) => Promise<T>,
) => Promise<T>;

/** Where the newest catalogue comes from. */
export interface NewestParts {
  /** `fieldModels` of `@dougong/fields/model`. */
  readonly models?: Readonly<Record<string, FieldModel>>;
  /** What a process's services share; without it each compiles a catalogue of its own. */
  readonly catalogues?: Catalogues;
}

/**
 * Runs a write or read under the catalogue that its request pinned. Where a publish overtook it nothing of it is kept,
 * and it is run again, whole, under the newest one: the request then counts as one that came after the publish.
 *
 * A refusal is believed only while its catalogue is the published one, so a request may pin one that it did not check.
 *
 * @throws ProblemError `unavailable` where publishes overtook each try, or without `models` and `catalogues`
 */
export function underNewest(workspace: Pick<Workspace, "pool" | "schema">, parts: NewestParts): UnderNewest {
  const own = parts.models === undefined ? undefined : createCatalogues(workspace, parts.models);
  const catalogues = parts.catalogues ?? own;
  return async (context, call) => {
    let pinned = context;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await call(pinned);
      } catch (fault) {
        if (!(await isOvertaken(workspace, pinned.catalogue, fault))) throw fault;
        if (catalogues === undefined || attempt === tries)
          throw new ProblemError("unavailable", [{ code: "unavailable", path: "" }]);
        pinned = { ...context, catalogue: await catalogues.current() };
      }
    }
  };
}

// A column that is gone, a new constraint that the old catalogue cannot name, a field that it does not know:
// whatever was refused may be right by a newer one.
async function isOvertaken(
  workspace: Pick<Workspace, "pool" | "schema">,
  catalogue: Catalogue,
  fault: unknown,
): Promise<boolean> {
  if (fault instanceof CatalogueChanged) return true;
  if (isDatabaseFault(fault)) {
    const assertion = assertionOf(fault);
    if (assertion !== undefined) return assertion === "catalogue_changed";
    if (!/^(?:0A|22|23|42)/.test(fault.code)) return false;
  } else if (!(fault instanceof ProblemError)) return false;
  try {
    return (await publishedKey(workspace.pool, workspace.schema)) !== catalogue.key;
  } catch (second) {
    // Without a database nothing is published: a refusal for what was sent stands.
    if (isUnavailable(second)) return false;
    throw second;
  }
}
