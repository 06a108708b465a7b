import { identifier, toLiteralText } from "@dougong/expression";
import { type Document, documentName } from "@dougong/model";
import type pg from "pg";
import type { TableModel } from "../../schema/tables/table-model.ts";
import { documentText } from "../canonical/canonical-document.ts";

/** One published state of an app. */
export interface Revision {
  readonly app: string;
  readonly number: number;
  readonly at: Date;
  readonly by: string | null;
  readonly note: string | null;
  readonly imported: boolean;
  /** The plan as JSON. */
  readonly plan: string;
  /** Canonical, in canonical order. */
  readonly documents: readonly Document[];
  /** The seed as JSON, or null. */
  readonly seed: string | null;
  /** Text of each document as it was before, by name. */
  readonly before: ReadonlyMap<string, { readonly text: string; readonly revision: number }>;
}

/** Writes a revision and makes it the published one, in the transaction that the client has open. */
export async function saveRevision(client: pg.ClientBase, schema: string, revision: Revision): Promise<void> {
  const table = (name: string) => toLiteralText(identifier(schema, name));
  const { app, number } = revision;
  const texts = revision.documents.map((document) => {
    const text = documentText(document);
    const old = revision.before.get(documentName(document));
    return { document, text, last: old?.text === text ? old.revision : number };
  });
  const whole = JSON.stringify(texts.map(({ document, last }) => ({ ...document, revision: last })));
  await client.query(
    `insert into ${table("_revision")} (app, number, at, by, note, imported, plan, documents, seed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      app,
      number,
      revision.at,
      revision.by,
      revision.note,
      revision.imported,
      revision.plan,
      whole,
      revision.seed,
    ],
  );
  await client.query(
    `insert into ${table("_app")} (id, revision) values ($1, $2) on conflict (id) do update set revision = excluded.revision`,
    [app, number],
  );
  await client.query(`delete from ${table("_document")} where app = $1`, [app]);
  for (const { document, text, last } of texts) {
    await client.query(
      `insert into ${table("_document")} (app, kind, id, revision, content) values ($1, $2, $3, $4, $5)`,
      [app, document.kind, document.id, last, text],
    );
  }
}

/** The tables of an app, or of all, as they were last built. */
export async function builtTables(
  client: pg.ClientBase,
  schema: string,
  app: string | null = null,
): Promise<readonly TableModel[]> {
  const name = toLiteralText(identifier(schema, "_table"));
  const result = await client.query<{ model: string }>(
    `select model from ${name} where app = coalesce($1, app) order by name`,
    [app],
  );
  // Written by `saveTables` alone.
  return result.rows.map((row) => JSON.parse(row.model) as TableModel);
}

/** Keeps what the tables of all apps are now. */
export async function saveTables(
  client: pg.ClientBase,
  schema: string,
  tables: readonly TableModel[],
): Promise<void> {
  const name = toLiteralText(identifier(schema, "_table"));
  await client.query(`delete from ${name}`);
  for (const model of tables) {
    await client.query(`insert into ${name} (name, app, entity, model) values ($1, $2, $3, $4)`, [
      model.name,
      appOf(model),
      model.entity,
      JSON.stringify(model),
    ]);
  }
}

/** `crm.order` is a table of `crm`. */
export function appOf(table: Pick<TableModel, "entity">): string {
  return table.entity.split(".")[0] ?? "";
}
