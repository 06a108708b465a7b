import { identifier, toLiteralText } from "@dougong/expression";
import { type AppDocument, type Bundle, type Document, type JsonObject, ProblemError } from "@dougong/model";
import type { Workspace } from "../workspace/workspace.ts";
import { revisionOf } from "./store/design-rows.ts";

type Place = Pick<Workspace, "pool" | "schema">;

/** @throws ProblemError `not_found` for an app or revision that is not there */
export async function exportApp(
  workspace: Place,
  app: string,
  options: { readonly revision?: number; readonly seed: boolean },
): Promise<Bundle> {
  const found = await stored(workspace, app, options.revision);
  const { seed } = found;
  const documents = found.documents.map(withoutRevision);
  const own = documents.find((document): document is AppDocument => document.kind === "app");
  if (own === undefined) throw notFound(app);
  const bundle: Bundle = { app: own, documents: documents.filter((document) => document.kind !== "app") };
  // Written by the import from a bundle that had passed its checks.
  return options.seed && seed !== null
    ? { ...bundle, seed: JSON.parse(seed) as Record<string, readonly JsonObject[]> }
    : bundle;
}

/** What the server adds is no part of the design. */
function withoutRevision(document: Document): Document {
  const { revision: _revision, ...own } = document;
  return own;
}

/** The documents of a revision, of one kind or all, each with the revision that last changed it. */
export async function documentsOf(
  workspace: Place,
  app: string,
  options: { readonly kind?: string; readonly revision?: number },
): Promise<readonly Document[]> {
  const { documents } = await stored(workspace, app, options.revision);
  return documents.filter((document) => options.kind === undefined || document.kind === options.kind);
}

async function stored(workspace: Place, app: string, revision: number | undefined) {
  const number = revision ?? (await publishedRevision(workspace, app));
  const found =
    number === undefined ? undefined : await revisionOf(workspace.pool, workspace.schema, app, number);
  if (found === undefined) throw notFound(app);
  return found;
}

async function publishedRevision(workspace: Place, app: string): Promise<number | undefined> {
  const table = toLiteralText(identifier(workspace.schema, "_app"));
  const result = await workspace.pool.query<{ revision: number }>(
    `select revision from ${table} where id = $1`,
    [app],
  );
  return result.rows[0]?.revision;
}

function notFound(app: string): ProblemError {
  return new ProblemError("not_found", [{ code: "not_found", path: "", params: { entity: app } }]);
}
