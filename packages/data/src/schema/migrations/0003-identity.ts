import type { Migration } from "./migration.ts";

/** Secrets and rights of people, who are themselves records of `system.user`. */
export const identity: Migration = {
  number: 3,
  name: "identity",
  sql: (s) => `
-- password is an argon2id string.
create table ${s}._credential (
  user_id uuid primary key,
  password text not null,
  changed_at timestamptz(3) not null
);

create table ${s}._user_role (
  user_id uuid not null,
  role text collate "C" not null,
  primary key (user_id, role)
);

-- id is a hash of the cookie's secret, so that the table alone signs nobody in.
create table ${s}._session (
  id text collate "C" primary key,
  user_id uuid not null,
  created_at timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);
create index _session__user on ${s}._session (user_id);
create index _session__expires on ${s}._session (expires_at);
`,
};
