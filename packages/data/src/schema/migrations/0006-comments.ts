import type { Migration } from "./migration.ts";

/** What people say about records. A comment is never changed; it goes with its record, through the trash and back. */
export const comments: Migration = {
  number: 6,
  name: "comments",
  sql: (s) => `
create table ${s}._comment (
  pos bigint generated always as identity primary key,
  id uuid not null unique,
  entity text collate "C" not null,
  record uuid not null,
  at timestamptz(3) not null,
  by uuid,
  text text not null,
  -- People who are spoken to with @, in the order of the text.
  mentions uuid[] not null
);
create index _comment__record on ${s}._comment (entity, record, pos);
`,
};
