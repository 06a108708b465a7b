import type { Migration } from "./migration.ts";

/** How Chinese characters sound, the usual reading first: without tones, `ü` as `v` and as `u`. */
export const search: Migration = {
  number: 11,
  name: "search",
  sql: (s) => `
create table ${s}._pinyin (
  character text collate "C" primary key,
  readings text[] not null
);
`,
};
