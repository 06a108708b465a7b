import type { Migration } from "./migration.ts";

/**
 * The change log. `pos` is the order of insertion, drawn under the record's lock; `seq` is given by the relay
 * after the commit, and is what consumers follow.
 */
export const changes: Migration = {
  number: 2,
  name: "changes",
  sql: (s) => `
create table ${s}._change (
  pos bigint generated always as identity primary key,
  seq bigint,
  entity text collate "C" not null,
  record uuid not null,
  version int not null,
  op text collate "C" not null check (op in ('create', 'update', 'delete', 'restore')),
  at timestamptz(3) not null,
  by uuid,
  via json not null,
  txid xid8 not null default pg_current_xact_id(),
  row json,
  changes json not null,
  computed boolean not null default false
);
create unique index _change__seq on ${s}._change (seq);
create index _change__unnumbered on ${s}._change (pos) where seq is null;
create index _change__record on ${s}._change (record, version);
`,
};
