import type { AppSource, Catalogue, FieldModel, FieldStorage } from "@dougong/fields";
import { type AppDocument, type Document, documentName, type Problem, ProblemError } from "@dougong/model";
import type pg from "pg";
import { holdTables } from "../../schema/plan/hold-tables.ts";
import { inShortLocks, type ShortLocks } from "../../schema/plan/in-short-locks.ts";
import { planTables, type SchemaPlan } from "../../schema/plan/plan-tables.ts";
import { runPlan } from "../../schema/plan/run-plan.ts";
import { shortHash } from "../../schema/tables/names.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { documentText } from "../canonical/canonical-document.ts";
import type { Plan, PlanChange } from "../design-service.ts";
import { publishedApps } from "../store/design-rows.ts";
import { builtTables, saveRevision, saveTables } from "../store/save-revision.ts";
import { checkDesign } from "./check-design.ts";
import { wantedTables } from "./table-context.ts";

export interface PublishParts extends ShortLocks {
  readonly workspace: Workspace;
  readonly models: Readonly<Record<string, FieldModel>>;
  readonly storages: Readonly<Record<string, FieldStorage>>;
  /** Faults of forms, views, pages, roles and translations against the catalogue. */
  documentProblems(catalogue: Catalogue, app: string): readonly Problem[];
}

export interface Publication {
  readonly app: AppDocument;
  /** Canonical and in canonical order, the app's own among them. */
  readonly documents: readonly Document[];
  /** Canonical text, or null. */
  readonly seed: string | null;
  readonly by: string | null;
  readonly note: string | null;
  readonly imported: boolean;
  readonly dryRun: boolean;
  /** Ids of plan changes whose loss is accepted. */
  readonly acceptLoss: readonly string[] | "all";
  /** Further faults, to be told together with those of the check. */
  problems(published: readonly AppSource[]): readonly Problem[];
}

export interface Published {
  readonly revision: number;
  readonly plan: Plan;
}

/**
 * Checks an app against all that is published, plans, and makes it the published one, all in one transaction:
 * whoever reads the design sees the old one whole or the new one whole, and a failure leaves the old one.
 *
 * @throws ProblemError `validation_failed` with every problem, `data_loss` with the plan
 */
export async function publish(parts: PublishParts, publication: Publication): Promise<Published> {
  const { workspace } = parts;
  return inShortLocks(workspace.pool, parts, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `dougong:publish:${workspace.schema}`,
    ]);
    const published = await publishedApps(client, workspace.schema);
    const before = published.find((one) => one.document.id === publication.app.id);
    const from = before?.revision ?? 0;
    const catalogue = checked(parts, published, publication, from + 1);
    if (before !== undefined && isSame(before, publication))
      return { keep: false, value: unchanged(from, publication) };
    const outcome = await change(parts, client, publication, catalogue, from);
    await save(parts, client, publication, before, outcome);
    return { keep: !publication.dryRun, value: { revision: outcome.plan.to, plan: outcome.plan } };
  });
}

function checked(
  parts: PublishParts,
  published: readonly AppSource[],
  publication: Publication,
  revision: number,
): Catalogue {
  const app = {
    document: publication.app,
    revision,
    documents: publication.documents.filter((document) => document.kind !== "app"),
  };
  const design = checkDesign(parts.models, published, app);
  const problems = [...publication.problems(published), ...design.problems];
  // Forms and views name fields; where those are wrong themselves, their faults would be told twice.
  const further = problems.length > 0 ? [] : parts.documentProblems(design.catalogue, publication.app.id);
  if (problems.length + further.length > 0)
    throw new ProblemError("validation_failed", [...problems, ...further]);
  return design.catalogue;
}

function isSame(before: AppSource, publication: Publication): boolean {
  const stored = [before.document, ...before.documents];
  if (stored.length !== publication.documents.length) return false;
  const texts = new Map(stored.map((document) => [documentName(document), storedText(document)]));
  return publication.documents.every(
    (document) => texts.get(documentName(document)) === documentText(document),
  );
}

function storedText(document: Document): string {
  const { revision: _revision, ...own } = document;
  return JSON.stringify(own);
}

function unchanged(revision: number, publication: Publication): Published {
  return {
    revision,
    plan: {
      plan: planId(publication, revision, []),
      from: revision,
      to: revision,
      changes: [],
      problems: [],
    },
  };
}

interface Outcome {
  readonly plan: Plan;
  readonly schemaPlan: SchemaPlan;
}

async function change(
  parts: PublishParts,
  client: pg.ClientBase,
  publication: Publication,
  catalogue: Catalogue,
  from: number,
): Promise<Outcome> {
  const { schema } = parts.workspace;
  const app = publication.app.id;
  const wanted = await wantedTables(client, schema, catalogue, parts.storages);
  const built = await builtTables(client, schema);
  const schemaPlan = elsewhere(planTables(schema, built, wanted, from + 1), app);
  if (schemaPlan.problems.length > 0) throw new ProblemError("validation_failed", schemaPlan.problems);
  await holdTables(client, schema, built, schemaPlan);
  const { changes, problems } = await runPlan(client, schema, schemaPlan);
  const plan: Plan = { plan: planId(publication, from, changes), from, to: from + 1, changes, problems };
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
  const lossy = changes.filter((one) => one.loss.rows + one.loss.values > 0);
  const refused =
    publication.acceptLoss === "all" ? [] : lossy.filter((one) => !publication.acceptLoss.includes(one.id));
  if (refused.length > 0 && !publication.dryRun)
    throw new ProblemError("data_loss", refused.map(lossProblem), { plan: JSON.parse(JSON.stringify(plan)) });
  return { plan, schemaPlan };
}

/** What changes in other apps' tables, since this app looks something up or sums something up there, says so. */
function elsewhere(plan: SchemaPlan, app: string): SchemaPlan {
  const changes = plan.changes.map((change) => {
    const other = change.table.split("__")[0] ?? app;
    if (other === app) return change;
    const target = `${other}/${change.target}`;
    return { ...change, id: change.id.replace(change.target, target), target };
  });
  return { ...plan, changes };
}

function lossProblem({ target, loss }: PlanChange): Problem {
  return {
    code: "data_loss",
    path: `/${target}`,
    params: { rows: loss.rows, values: loss.values },
    got: { rows: loss.rows, values: loss.values },
  };
}

/** The same design on the same base with the same counts has the same plan. */
function planId(publication: Publication, from: number, changes: readonly PlanChange[]): string {
  const costs = changes.map(({ id, rewrite, loss }) => [id, rewrite, loss.rows, loss.values]);
  return shortHash(
    JSON.stringify([publication.app.id, from, publication.documents.map(documentText), costs]),
  );
}

async function save(
  parts: PublishParts,
  client: pg.ClientBase,
  publication: Publication,
  before: AppSource | undefined,
  outcome: Outcome,
): Promise<void> {
  const { schema, clock } = parts.workspace;
  const stored = before === undefined ? [] : [before.document, ...before.documents];
  const texts = stored.map(
    (document) =>
      [documentName(document), { text: storedText(document), revision: document.revision ?? 0 }] as const,
  );
  await saveTables(client, schema, outcome.schemaPlan.tables);
  await saveRevision(client, schema, {
    app: publication.app.id,
    number: outcome.plan.to,
    at: clock.now(),
    by: publication.by,
    note: publication.note,
    imported: publication.imported,
    plan: JSON.stringify(outcome.plan),
    documents: publication.documents,
    seed: publication.seed,
    before: new Map(texts),
  });
}
