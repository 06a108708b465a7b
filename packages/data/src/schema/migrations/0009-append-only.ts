import type { Migration } from "./migration.ts";

/**
 * History is append-only: a change is numbered once and is otherwise never touched. Only the removal of a whole table
 * and lawful erasure say for their transaction that they may.
 */
export const appendOnly: Migration = {
  number: 9,
  name: "append-only",
  sql: (s) => `
create function ${s}._keep_changes() returns trigger language plpgsql as $body$
begin
  if current_setting('dougong.may_rewrite_history', true) = 'on' then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  raise exception using errcode = 'DG002', message = 'the change log is append-only';
end $body$;
create trigger _change__kept before delete or update of pos, entity, record, version, op, at, by, via, txid, row, changes, computed
  on ${s}._change for each row execute function ${s}._keep_changes();
`,
};
