import { arrayParameter, identifier, parameter, sql, toQuery } from "@dougong/expression";
import type { Workspace } from "../workspace/workspace.ts";

/** One thing that happened, as live streams tell of it: no values. */
export interface LiveEvent {
  /** Its number; grows by the order of commits. */
  readonly seq: number;
  /** `records:crm.order`, `jobs`, `design`. */
  readonly topic: string;
  readonly type: string;
  readonly id: string;
  readonly version: number | null;
  /** Whom it is for; null for whoever may follow the topic. */
  readonly audience: string | null;
}

/** What has happened after a number, in order; of all topics or of some. */
export async function readEvents(
  workspace: Pick<Workspace, "pool" | "schema">,
  after: number,
  most: number,
  topics?: readonly string[],
): Promise<readonly LiveEvent[]> {
  const from = parameter(String(after), "bigint");
  const limit = [String(most)];
  const entities = (topics ?? []).flatMap((topic) => (topic.startsWith("records:") ? [topic.slice(8)] : []));
  const ofEntities = topics === undefined ? [] : sql` and entity = any(${arrayParameter(entities, "text")})`;
  const ofTopics = topics === undefined ? [] : sql` and topic = any(${arrayParameter(topics, "text")})`;
  const type = sql`case op when 'create' then 'created' when 'update' then 'updated' when 'delete' then 'deleted' else 'restored' end`;
  const changes = sql`select seq, 'records:' || entity as topic, ${type} as type, record::text as id, version, null::uuid as audience from ${identifier(workspace.schema, "_change")} where seq > ${from}${ofEntities} order by seq limit ${limit}`;
  const signals = sql`select seq, topic, type, id, version, audience from ${identifier(workspace.schema, "_signal")} where seq > ${from}${ofTopics} order by seq limit ${limit}`;
  const { text, values } = toQuery(
    sql`select seq::float8 as seq, topic, type, id, version, audience from ((${changes}) union all (${signals})) as e order by seq limit ${limit}`,
  );
  const { rows } = await workspace.pool.query<LiveEvent>(text, [...values]);
  return rows;
}

/** The last number that was given, and the last of those whose events may be gone. */
export async function eventMarks(
  workspace: Pick<Workspace, "pool" | "schema">,
): Promise<{ readonly last: number; readonly forgotten: number }> {
  const { text } = toQuery(
    sql`select seq::float8 as last, forgotten::float8 as forgotten from ${identifier(workspace.schema, "_relay")}`,
  );
  const { rows } = await workspace.pool.query<{ last: number; forgotten: number }>(text);
  return rows[0] ?? { last: 0, forgotten: 0 };
}

/** Takes signals away that are older than an hour: streams resume over the last ten minutes. */
export async function forgetSignals(workspace: Pick<Workspace, "pool" | "schema">): Promise<void> {
  const { text } = toQuery(
    sql`with gone as (delete from ${identifier(workspace.schema, "_signal")} where seq is not null and at < now() - interval '1 hour' returning seq)
    update ${identifier(workspace.schema, "_relay")} set forgotten = greatest(forgotten, g.last) from (select max(seq) as last from gone) as g where g.last is not null`,
  );
  await workspace.pool.query(text);
}
