import type { Migration } from "./migration.ts";

/** Values of apps' settings, with what became of them. A value that is not there is its field's default. */
export const settings: Migration = {
  number: 10,
  name: "settings",
  sql: (s) => `
create table ${s}._setting (
  app text collate "C" primary key,
  version int not null default 1,
  "values" json not null default '{}'
);

create table ${s}._setting_change (
  app text collate "C" not null,
  version int not null,
  at timestamptz(3) not null,
  by uuid,
  changes json not null,
  primary key (app, version)
);
`,
};
