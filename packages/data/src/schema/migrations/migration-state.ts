import { identifier, toQuery } from "@dougong/expression";
import type pg from "pg";
import { migrations } from "./registry.ts";

/** How far a workspace's platform schema is. */
export interface MigrationState {
  /** Number of the last step that was applied; 0 for an empty database. */
  readonly applied: number;
  /** The last step that this code knows. */
  readonly known: number;
  /** What `migrate` would do, in order. */
  readonly pending: readonly { readonly number: number; readonly name: string }[];
}

/** The database was migrated by a newer version of Dougong than this one. */
export class SchemaTooNew extends Error {
  readonly state: MigrationState;

  constructor(state: MigrationState) {
    super(
      `The database is at platform schema ${state.applied}, but this version of Dougong knows only ${state.known}. ` +
        "Start the newer version, or restore a backup into an empty database",
    );
    this.name = "SchemaTooNew";
    this.state = state;
  }
}

/** For `migrate --plan` and `/ready`. Reads only. */
export async function migrationState(
  database: pg.Pool | pg.ClientBase,
  schema: string,
): Promise<MigrationState> {
  const known = migrations.at(-1)?.number ?? 0;
  const exists = await database.query<{ found: string | null }>("select to_regclass($1)::text as found", [
    toQuery(identifier(schema, "_migration")).text,
  ]);
  const applied = exists.rows[0]?.found == null ? 0 : await lastApplied(database, schema);
  const pending = migrations
    .filter((step) => step.number > applied)
    .map(({ number, name }) => ({ number, name }));
  return { applied, known, pending };
}

async function lastApplied(database: pg.Pool | pg.ClientBase, schema: string): Promise<number> {
  const { text } = toQuery(identifier(schema, "_migration"));
  const result = await database.query<{ last: number | null }>(`select max(number) as last from ${text}`);
  return result.rows[0]?.last ?? 0;
}
