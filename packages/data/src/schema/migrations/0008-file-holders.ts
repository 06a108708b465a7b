import type { Migration } from "./migration.ts";

/**
 * Which record holds a file, or held it last: `holder` is the record or row whose field names it, `holder_root` the
 * record itself. A file that was held is kept with its record, as its history names it.
 */
export const fileHolders: Migration = {
  number: 8,
  name: "file-holders",
  sql: (s) => `
alter table ${s}._file
  add column holder_entity text collate "C",
  add column holder uuid,
  add column holder_root uuid,
  add column holder_field text collate "C";
create index _file__holder_root on ${s}._file (holder_root) where holder_root is not null;
`,
};
