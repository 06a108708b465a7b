import { type AppSource, compileCatalogue } from "@dougong/fields";
import {
  type AppDocument,
  type Document,
  type DocumentValidator,
  documentName,
  type JsonObject,
  type Problem,
  ProblemError,
} from "@dougong/model";
import { type ReadBundle, readBundle } from "./bundle/read-bundle.ts";
import { unmetRequirements } from "./bundle/requirements.ts";
import { canonicalDocument } from "./canonical/canonical-document.ts";
import type { DesignContext, ImportOptions, Plan } from "./design-service.ts";
import { checkDesign } from "./publish/check-design.ts";
import { type PublishParts, publish } from "./publish/publish.ts";
import { retractApp } from "./publish/retract.ts";
import { withoutEchoes } from "./publish/without-echoes.ts";
import { insertSeed, type SeedParts, seedKeys } from "./seed/insert-seed.ts";
import { seedProblems } from "./seed/seed-problems.ts";
import { type SeedRow, seedRows } from "./seed/seed-row.ts";
import { publishedApps } from "./store/design-rows.ts";

export interface ImportParts extends PublishParts, SeedParts {
  readonly validator: DocumentValidator;
}

export interface Imported {
  readonly app: string;
  readonly revision: number;
  readonly plan: Plan;
}

/** Installs or upgrades the app of a bundle, then writes its seed. */
export async function importApp(
  parts: ImportParts,
  context: DesignContext,
  input: JsonObject,
  options: ImportOptions,
): Promise<Imported> {
  const bundle = readBundle(input, parts.validator);
  const { app, checkedAs } = bundle;
  const rows = seedRows(bundle.seed);
  const problems =
    checkedAs === undefined ? bundle.problems : await allProblems(parts, checkedAs, bundle, rows);
  if (app === undefined || problems.length > 0) throw new ProblemError("validation_failed", problems);
  const published = await publish(parts, {
    app,
    documents: inOrder([app, ...bundle.documents].map(canonicalDocument)),
    seed: bundle.seed.size === 0 ? null : JSON.stringify(Object.fromEntries(bundle.seed)),
    by: context.actor.kind === "user" ? context.actor.user : null,
    note: null,
    imported: true,
    dryRun: options.dryRun,
    acceptLoss: options.acceptLoss ?? [],
    problems: (apps) => unmetRequirements(app, versions(apps), parts.models),
  });
  const imported = { app: app.id, revision: published.revision, plan: published.plan };
  if (options.seed && !options.dryRun && rows.length > 0) await seedOrRetract(parts, context, imported, rows);
  return imported;
}

/** Everything that can be known before anything is written: of documents, of names, of the seed. */
async function allProblems(
  parts: ImportParts,
  app: AppDocument,
  bundle: ReadBundle,
  rows: readonly SeedRow[],
): Promise<readonly Problem[]> {
  const { pool, schema } = parts.workspace;
  const published = await publishedApps(pool, schema);
  const known = new Set((await seedKeys(pool, schema, app.id)).map(([key]) => key));
  const revision = published.find((one) => one.document.id === app.id)?.revision ?? 0;
  const design = checkDesign(parts.models, published, {
    document: app,
    revision: revision + 1,
    documents: inOrder(bundle.documents),
  });
  const ofNames = withoutEchoes(bundle.problems, design.problems);
  const unmet =
    bundle.app === undefined ? [] : unmetRequirements(bundle.app, versions(published), parts.models);
  const own = [...bundle.problems, ...unmet, ...ofNames];
  const ofSeed = seedProblems(design.catalogue, app.id, rows, known);
  return [...own, ...withoutEchoes(own, [...parts.documentProblems(design.catalogue, app.id), ...ofSeed])];
}

function versions(apps: readonly AppSource[]): ReadonlyMap<string, AppDocument> {
  return new Map(apps.map((app) => [app.document.id, app.document]));
}

/** By kind and id, the app first: the order in which documents are stored and exported. */
function inOrder(documents: readonly Document[]): readonly Document[] {
  const name = (document: Document) => (document.kind === "app" ? "" : documentName(document));
  return [...documents].sort((a, b) => (name(a) < name(b) ? -1 : 1));
}

/**
 * Design and seed are two steps, not one transaction: a seed's records come in through the record service, whose
 * flights run on pipelined connections of their own and see a table only once it is committed. So between the two the
 * app is published without its seed; a first install whose seed is refused is taken back, and whoever wrote to the
 * app in that moment loses that with it. An upgrade is not taken back: its design stays, and rows of former batches
 * stay. A crash, or a fault that is no refusal, leaves what is written; the same bundle imported again goes on from there.
 */
async function seedOrRetract(
  parts: ImportParts,
  context: DesignContext,
  imported: Imported,
  rows: readonly SeedRow[],
): Promise<void> {
  const { pool, schema } = parts.workspace;
  const { catalogue } = compileCatalogue({ apps: await publishedApps(pool, schema), models: parts.models });
  try {
    await insertSeed(parts, context, catalogue, imported.app, rows);
  } catch (fault) {
    const isNew = imported.plan.from === 0 && imported.plan.to === 1;
    if (isNew && fault instanceof ProblemError) await retractApp(parts, imported.app);
    throw fault;
  }
}
