import { identifier, toLiteralText } from "@dougong/expression";
import type { AppSource } from "@dougong/fields";
import type { AppDocument, Document } from "@dougong/model";
import type pg from "pg";
import { publishedKeySelect } from "../../schema/published-key.ts";

type Database = pg.Pool | pg.ClientBase;

function table(schema: string, name: string): string {
  return toLiteralText(identifier(schema, name));
}

/** The key of what is published: `crm@3 system@1`. */
export async function publishedKey(database: Database, schema: string): Promise<string> {
  const result = await database.query<{ key: string }>(publishedKeySelect(schema));
  return result.rows[0]?.key ?? "";
}

/** The published apps in order, their own document apart from the others. Documents carry the revision that last changed them. */
export async function publishedApps(database: Database, schema: string): Promise<readonly AppSource[]> {
  const result = await database.query<{ app: string; published: number; revision: number; content: string }>(
    `select a.id as app, a.revision as published, d.revision, d.content from ${table(schema, "_app")} as a
     join ${table(schema, "_document")} as d on d.app = a.id order by a.id, d.kind, d.id`,
  );
  const apps = new Map<string, { revision: number; documents: Document[] }>();
  for (const row of result.rows) {
    const app = apps.get(row.app) ?? { revision: row.published, documents: [] };
    apps.set(row.app, app);
    app.documents.push({ ...storedDocument(row.content), revision: row.revision });
  }
  return [...apps].map(([id, { revision, documents }]) => ({
    document: appDocument(id, documents),
    revision,
    documents: documents.filter((document) => document.kind !== "app"),
  }));
}

/** The documents of one revision, in their stored order, and its seed; undefined where there is no such revision. */
export async function revisionOf(
  database: Database,
  schema: string,
  app: string,
  number: number,
): Promise<{ readonly documents: readonly Document[]; readonly seed: string | null } | undefined> {
  const result = await database.query<{ documents: string; seed: string | null }>(
    `select documents, seed from ${table(schema, "_revision")} where app = $1 and number = $2`,
    [app, number],
  );
  const row = result.rows[0];
  return row === undefined ? undefined : { documents: storedDocuments(row.documents), seed: row.seed };
}

function appDocument(id: string, documents: readonly Document[]): AppDocument {
  const found = documents.find((document) => document.kind === "app");
  if (found?.kind !== "app") throw new TypeError(`The stored app ${id} has no document`);
  return found;
}

// What is stored has passed the validator.
function storedDocument(text: string): Document {
  return JSON.parse(text) as Document;
}

function storedDocuments(text: string): readonly Document[] {
  return JSON.parse(text) as readonly Document[];
}
