import { arrayParameter, type Fragment, join, parameter, sql } from "@dougong/expression";
import { compileRecordsJson } from "../../query/record/compile-record-json.ts";
import type { WriteSession } from "../session/session.ts";
import type { OperationOutcome } from "./operation.ts";

/** `{"results":[{status,record?}]}` as JSON text, made by PostgreSQL: records as they stand at the end, as the writer may see them. */
export function resultsBody(session: WriteSession, outcomes: readonly OperationOutcome[]): Fragment {
  const entities = [...new Set(outcomes.map((one) => one.entity))];
  const records = entities.map((entity) => recordsOf(session, entity, outcomes));
  const found =
    records.length === 0
      ? sql`select null::uuid as id, null::text as body where false`
      : join(records, " union all ");
  const list = (of: (one: OperationOutcome) => string | null, type: string) =>
    arrayParameter(outcomes.map(of), type);
  const warned = list((one) => (one.warnings.length === 0 ? null : JSON.stringify(one.warnings)), "text");
  const shown = list((one) => (one.status === 204 ? null : one.id), "uuid");
  const from = sql`unnest(${list((one) => String(one.status), "text")}, ${shown}, ${warned}) with ordinality as u (status, id, warned, place) left join (${found}) as r on r.id = u.id`;
  const record = sql`coalesce(',"record":' || case when u.warned is null then r.body else left(r.body, -1) || ',"$warnings":' || u.warned || '}' end, '')`;
  return sql`select '{"results":[' || coalesce(string_agg('{"status":' || u.status || ${record} || '}', ',' order by u.place), '') || ']}' as body from ${from}`;
}

function recordsOf(session: WriteSession, entity: string, outcomes: readonly OperationOutcome[]): Fragment {
  const ids = outcomes.filter((one) => one.entity === entity && one.status !== 204).map((one) => one.id);
  const { actor, catalogue, settings } = session.context;
  const compiler = { schema: session.tables.schema, storages: session.engine.storages };
  const reader = { actor, catalogue, settings, now: new Date(session.now) };
  return compileRecordsJson(compiler, reader, entity, arrayParameter([...new Set(ids)], "uuid"));
}

/** One record's body, or none where it was deleted. */
export function recordBody(session: WriteSession, outcome: OperationOutcome | undefined): Fragment {
  if (outcome === undefined || outcome.status === 204) return sql`select ''::text as body`;
  const record = recordsOf(session, outcome.entity, [outcome]);
  if (outcome.warnings.length === 0) return sql`select g.body from (${record}) as g`;
  const more = parameter(JSON.stringify(outcome.warnings), "text");
  return sql`select left(g.body, -1) || ',"$warnings":' || ${more} || '}' as body from (${record}) as g`;
}

/** The ids of what was written, as a JSON list. */
export function idsBody(outcomes: readonly OperationOutcome[]): Fragment {
  return sql`select ${parameter(JSON.stringify(outcomes.map((one) => one.id)), "text")} as body`;
}
