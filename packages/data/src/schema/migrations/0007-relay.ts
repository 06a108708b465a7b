import type { Migration } from "./migration.ts";

/**
 * What the relay knows, and events that are no changes of records: jobs and publishes. Both kinds are numbered in one
 * series, which live streams follow.
 */
export const relay: Migration = {
  number: 7,
  name: "relay",
  sql: (s) => `
-- seq is the last number that was given; forgotten the last one of the signals that are gone.
create table ${s}._relay (
  one boolean primary key default true check (one),
  seq bigint not null default 0,
  forgotten bigint not null default 0
);
insert into ${s}._relay default values;

-- audience: whom it is for; null for whoever may follow the topic.
create table ${s}._signal (
  pos bigint generated always as identity primary key,
  seq bigint,
  topic text collate "C" not null,
  type text collate "C" not null,
  id text collate "C" not null,
  version int,
  audience uuid,
  at timestamptz(3) not null default now()
);
create unique index _signal__seq on ${s}._signal (seq);
create index _signal__unnumbered on ${s}._signal (pos) where seq is null;

create function ${s}._signal_job() returns trigger language plpgsql as $body$
begin
  insert into ${s}._signal (topic, type, id, audience)
    values ('jobs', case tg_op when 'INSERT' then 'created' else 'updated' end, new.id::text, new.created_by);
  return null;
end $body$;
create trigger _job__made after insert on ${s}._job for each row execute function ${s}._signal_job();
create trigger _job__moved after update on ${s}._job for each row
  when (old.status is distinct from new.status) execute function ${s}._signal_job();

create function ${s}._signal_revision() returns trigger language plpgsql as $body$
begin
  insert into ${s}._signal (topic, type, id, version) values ('design', 'published', new.app, new.number);
  return null;
end $body$;
create trigger _revision__made after insert on ${s}._revision for each row execute function ${s}._signal_revision();
`,
};
