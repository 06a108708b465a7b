import type { Migration } from "./migration.ts";

/** Facts of the workspace, published design, numbers, outcomes of writes. */
export const platform: Migration = {
  number: 1,
  name: "platform",
  sql: (s) => `
-- One row: what the first admin chose. set_up_at null: the setup is still open.
create table ${s}._workspace (
  one boolean primary key default true check (one),
  name text not null default '',
  time_zone text not null default 'UTC',
  locale text not null default 'zh-CN',
  currency text not null default 'CNY',
  set_up_at timestamptz(3)
);
insert into ${s}._workspace default values;

-- What each app's published revision is; documents are those of that revision.
create table ${s}._app (
  id text collate "C" primary key,
  revision int not null
);

create table ${s}._document (
  app text collate "C" not null,
  kind text collate "C" not null,
  id text collate "C" not null,
  revision int not null,
  content text not null,
  primary key (app, kind, id)
);

-- Immutable: documents is the canonical JSON array of all of them, imported says that it came as a bundle.
create table ${s}._revision (
  app text collate "C" not null,
  number int not null,
  at timestamptz(3) not null,
  by uuid,
  note text,
  imported boolean not null default false,
  plan text not null,
  documents text not null,
  seed text,
  primary key (app, number)
);

-- The entity tables as they were last built: what a plan is compared with.
create table ${s}._table (
  name text collate "C" primary key,
  app text collate "C" not null,
  entity text collate "C" not null,
  model text not null
);

create table ${s}._seed_key (
  app text collate "C" not null,
  key text collate "C" not null,
  entity text collate "C" not null,
  record uuid not null,
  primary key (app, key)
);

create table ${s}._sequence (
  entity text collate "C" not null,
  field text collate "C" not null,
  scope text collate "C" not null,
  value bigint not null,
  primary key (entity, field, scope)
);

create table ${s}._idempotency (
  principal text collate "C" not null,
  key text collate "C" not null,
  fingerprint text collate "C" not null,
  status int not null,
  body text not null,
  record uuid,
  version int,
  at timestamptz(3) not null,
  primary key (principal, key)
);
create index _idempotency__at on ${s}._idempotency (at);
`,
};
