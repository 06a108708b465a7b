import type { Migration } from "./migration.ts";

/** Long work, the processes that do it, and failed sign-ins, which all processes count together. */
export const jobs: Migration = {
  number: 5,
  name: "jobs",
  sql: (s) => `
create table ${s}._job (
  id uuid primary key,
  kind text collate "C" not null,
  status text collate "C" not null check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  progress double precision not null default 0,
  input text not null,
  result text,
  problem text,
  created_at timestamptz(3) not null,
  created_by uuid,
  started_at timestamptz(3),
  ended_at timestamptz(3),
  cancel_requested boolean not null default false
);
create index _job__open on ${s}._job (status) where status in ('queued', 'running');

-- What a job has done for good, written in the transaction of the work itself: a second run of the
-- same part raises here and so does nothing twice.
create table ${s}._job_step (
  job uuid not null references ${s}._job (id) on delete cascade,
  step int not null,
  outcome text not null,
  primary key (job, step)
);

-- Processes that run jobs; one that is not heard of for a while is dead, and its jobs go on elsewhere.
create table ${s}._worker (
  id text collate "C" primary key,
  seen_at timestamptz(3) not null
);

-- key is a hash of an account's or a network's address.
create table ${s}._login_failure (
  key text collate "C" not null,
  at timestamptz(3) not null
);
create index _login_failure__key on ${s}._login_failure (key, at);
create index _login_failure__at on ${s}._login_failure (at);
`,
};
