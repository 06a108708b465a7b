import type { Migration } from "./migration.ts";

/** Files in the database, cut into chunks, so that a backup holds them. */
export const files: Migration = {
  number: 4,
  name: "files",
  sql: (s) => `
create table ${s}._file (
  id uuid primary key,
  name text not null,
  type text not null,
  size bigint not null,
  sha256 text collate "C" not null,
  created_at timestamptz(3) not null,
  created_by uuid,
  attached boolean not null default false
);
create index _file__unattached on ${s}._file (created_at) where not attached;

create table ${s}._file_chunk (
  file uuid not null references ${s}._file (id) on delete cascade,
  number int not null,
  data bytea not null,
  primary key (file, number)
);
`,
};
