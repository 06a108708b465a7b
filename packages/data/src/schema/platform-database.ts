import type { ColumnType, Generated } from "kysely";

/** An instant: a Date when read; what is written is a Date, too. */
type Instant = ColumnType<Date, Date, Date>;
/** JSON kept as text: parsed and made canonical by whoever owns it. */
type JsonText = string;

/** The platform's own tables, for Kysely. Entity tables are not among them: they are built from the catalogue. */
export interface PlatformDatabase {
  readonly _migration: { number: number; name: string; applied_at: Instant };
  readonly _workspace: {
    one: Generated<boolean>;
    name: string;
    time_zone: string;
    locale: string;
    currency: string;
    set_up_at: Date | null;
  };
  readonly _app: { id: string; revision: number };
  readonly _document: { app: string; kind: string; id: string; revision: number; content: JsonText };
  readonly _revision: {
    app: string;
    number: number;
    at: Instant;
    by: string | null;
    note: string | null;
    imported: boolean;
    plan: JsonText;
    documents: JsonText;
    seed: JsonText | null;
  };
  readonly _table: { name: string; app: string; entity: string; model: JsonText };
  readonly _seed_key: { app: string; key: string; entity: string; record: string };
  readonly _sequence: { entity: string; field: string; scope: string; value: string };
  readonly _idempotency: {
    principal: string;
    key: string;
    fingerprint: string;
    status: number;
    body: string;
    record: string | null;
    version: number | null;
    at: Instant;
  };
  readonly _change: ChangeTable;
  readonly _credential: { user_id: string; password: string; changed_at: Instant };
  readonly _user_role: { user_id: string; role: string };
  readonly _session: {
    id: string;
    user_id: string;
    created_at: Instant;
    seen_at: Instant;
    expires_at: Instant;
  };
  readonly _file: {
    id: string;
    name: string;
    type: string;
    /** Bytes; a bigint, so text. */
    size: string;
    sha256: string;
    created_at: Instant;
    created_by: string | null;
    attached: Generated<boolean>;
  };
  readonly _file_chunk: { file: string; number: number; data: Buffer };
}

interface ChangeTable {
  /** A bigint, so text. */
  pos: Generated<string>;
  seq: string | null;
  entity: string;
  record: string;
  version: number;
  op: "create" | "update" | "delete" | "restore";
  at: Instant;
  by: string | null;
  via: JsonText;
  txid: Generated<string>;
  row: JsonText | null;
  changes: JsonText;
  computed: Generated<boolean>;
}
