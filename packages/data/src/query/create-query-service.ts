import { type AggregateQuery, isRecordId, ProblemError, type Query } from "@dougong/model";
import { catchUp } from "../changes/number-changes.ts";
import { type NewestParts, underNewest } from "../design/under-newest.ts";
import { isUnavailable } from "../records/flight/database-fault.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { actorAccess } from "./access/actor-access.ts";
import type { Access } from "./access/entity-access.ts";
import { type AggregateRow, aggregateAnswer, compileAggregate } from "./aggregate/compile-aggregate.ts";
import { type ChangesQuery, type Reader, readChangeLog, visibleRecords } from "./changes/read-changes.ts";
import { type CommentRow, commentsStatement } from "./comments/comments-statement.ts";
import { type CompiledList, compileListTemplate } from "./compile-list.ts";
import { createFrame } from "./lower/create-frame.ts";
import type { FieldStorages, Frame, QueryCompiler } from "./lower/frame.ts";
import { listAnswer, type PageRow } from "./page/list-answer.ts";
import { listCursor } from "./page/list-cursor.ts";
import type { PageOptions, QueryService, ReadContext } from "./query-service.ts";
import { asOfStatement } from "./record/as-of-statement.ts";
import { getStatement } from "./record/get-statement.ts";
import { historyAnswer } from "./record/history-answer.ts";
import { type HistoryRow, historyStatement } from "./record/history-statement.ts";
import { resolveLimit } from "./resolve/limit.ts";
import { readableEntity } from "./resolve/resolve-query.ts";
import { searchProblem } from "./resolve/search-terms.ts";
import { resolveSelection } from "./resolve/select-paths.ts";
import { named, type ReadQuery, runRead, toReadQuery } from "./run/run-read.ts";
import { searchStatement } from "./search/search-statement.ts";
import { type CompiledStatements, createCompiledStatements } from "./template/compiled-statements.ts";
import { filledValues, slots } from "./template/slots.ts";

/** With `models` or `catalogues` a read that a publish overtook is run again under the newest design. */
export interface QueryParts extends NewestParts {
  /** The storage facet of every field type. */
  readonly storages: FieldStorages;
  /** Signs cursors; the same on every node. */
  readonly cursorSecret: string;
  /** What a reader may see; default: administrators and the platform everything, others nothing. */
  readonly access?: (context: ReadContext) => Access;
}

interface Engine {
  readonly workspace: Workspace;
  readonly compiler: QueryCompiler;
  readonly cursorSecret: string;
  readonly access: (context: ReadContext) => Access;
  readonly records: CompiledStatements<ReadQuery>;
  readonly lists: CompiledStatements<CompiledPage>;
}

interface CompiledPage extends Omit<CompiledList, "statement"> {
  readonly sent: ReadQuery;
}

/** Statements remembered for each of records and lists, under one design and set of rights. */
const mostStatements = 500;

/**
 * Every read of a workspace's records.
 *
 * @example
 * const queries = createQueryService(workspace, { storages: fieldStorages, cursorSecret });
 * await queries.list(context, { from: "crm.order", where: "total >= 100", sort: ["-ordered_on"], select: ["number", "customer.name"] });
 */
export function createQueryService(workspace: Workspace, parts: QueryParts): QueryService {
  const engine: Engine = {
    workspace,
    compiler: { schema: workspace.schema, storages: parts.storages },
    cursorSecret: parts.cursorSecret,
    access: parts.access ?? ((context) => actorAccess(context.actor)),
    records: createCompiledStatements(mostStatements),
    lists: createCompiledStatements(mostStatements),
  };
  const newest = underNewest(workspace, parts);
  const read = <T>(context: ReadContext, body: (pinned: ReadContext) => Promise<T>) =>
    reachable(() => newest(context, body));
  return {
    list: (context, query) => read(context, (pinned) => list(engine, pinned, query)),
    aggregate: (context, query) => read(context, (pinned) => aggregate(engine, pinned, query)),
    get: (context, entity, id, options) =>
      read(context, (pinned) => get(engine, pinned, entity, id, options)),
    history: (context, entity, id, page) =>
      read(context, (pinned) => history(engine, pinned, entity, id, page)),
    comments: (context, entity, id, page) =>
      read(context, (pinned) => comments(engine, pinned, entity, id, page)),
    changes: (context, query) => read(context, (pinned) => changes(engine, pinned, query)),
    seen: (context, entity, ids) => read(context, (pinned) => seen(engine, pinned, entity, ids)),
    search: (context, q, limit) => read(context, (pinned) => search(engine, pinned, q, limit)),
    requireReadable: (context, entity) =>
      void readableEntity({ catalogue: context.catalogue, access: engine.access(context) }, entity),
  };
}

async function list(engine: Engine, context: ReadContext, query: Query): Promise<string> {
  const access = engine.access(context);
  const compile = (): CompiledPage => {
    const { compiler, cursorSecret } = engine;
    const compiled = compileListTemplate(compiler, context, access, cursorSecret, query);
    return { ...compiled, sent: toReadQuery(compiler.schema, compiled.statement) };
  };
  // Each page's cursor is another, so remembering them would keep nothing.
  const { sent, count, position } =
    query.cursor === undefined ? engine.lists.get(context, access, query, compile) : compile();
  const now = position.now === slots.now ? context.now.toISOString() : position.now;
  const statement = { ...sent, values: filledValues(sent.values, { now }) };
  const [page] = await runRead<PageRow>(engine.workspace, context.catalogue, statement);
  if (page === undefined) throw new RangeError("A list's statement gave no row");
  return listAnswer(page, count, { ...position, now }, engine.cursorSecret);
}

async function aggregate(engine: Engine, context: ReadContext, query: AggregateQuery): Promise<string> {
  const statement = compileAggregate(engine.compiler, context, engine.access(context), query);
  const [row] = await runRead<AggregateRow>(engine.workspace, context.catalogue, statement);
  if (row === undefined) throw new RangeError("The statement of an aggregate gave no row");
  return aggregateAnswer(row);
}

async function get(
  engine: Engine,
  context: ReadContext,
  entityId: string,
  id: string,
  options: Parameters<QueryService["get"]>[3],
): Promise<{ readonly body: string; readonly version: number }> {
  const { version, ...shape } = options;
  const access = engine.access(context);
  const question = [entityId, shape.select ?? null, shape.expand ?? null, version ?? null];
  const sent = engine.records.get(context, access, question, () =>
    compileRecord(engine, context, access, entityId, options),
  );
  if (!isRecordId(id)) throw notFound();
  const values = filledValues(sent.values, { id, now: context.now.toISOString() });
  const [found] = await runRead<{ body: string; version?: number }>(engine.workspace, context.catalogue, {
    ...sent,
    values,
  });
  if (found === undefined) throw notFound();
  return { body: found.body, version: found.version ?? version ?? 1 };
}

/** The statement of one record, its id and the instant in slots. */
function compileRecord(
  engine: Engine,
  context: ReadContext,
  access: Access,
  entityId: string,
  { select, expand, version }: Parameters<QueryService["get"]>[3],
): ReadQuery {
  const view = { catalogue: context.catalogue, access };
  const entity = readableEntity(view, entityId);
  const { selection, problems } = resolveSelection(view, entity, select, expand);
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
  const frame = createFrame(engine.compiler, context, access, {
    now: slots.now,
    timeZone: context.settings.timeZone,
  });
  const { schema } = engine.compiler;
  if (version !== undefined) {
    if (!isVersion(version)) throw notFound();
    return toReadQuery(schema, asOfStatement(frame, selection, slots.id, version));
  }
  const sent = toReadQuery(schema, getStatement(frame, selection, slots.id));
  // Only what people open every day is kept by the connections: selections are without number.
  return select === undefined && expand === undefined ? named(sent) : sent;
}

async function history(
  engine: Engine,
  context: ReadContext,
  entityId: string,
  id: string,
  page: PageOptions = {},
): Promise<string> {
  const { frame, access } = frameOf(engine, context);
  const entity = readableEntity({ catalogue: context.catalogue, access }, entityId);
  if (!isRecordId(id)) throw notFound();
  const cursor = listCursor(`history/${entityId}/${id}`, engine.cursorSecret);
  const before = cursor.open(page.cursor);
  const limit = page.limit === undefined ? undefined : limitOf(page);
  const statement = historyStatement(frame, entity, id, { before, limit });
  const rows = await runRead<HistoryRow>(engine.workspace, context.catalogue, statement);
  if (rows.length === 0) throw notFound();
  const shown = limit === undefined ? rows : rows.slice(0, limit);
  const last = shown.length < rows.length ? shown.at(-1) : undefined;
  const next = last === undefined ? null : cursor.seal(String(last.version));
  return historyAnswer(context.catalogue, access, entity, shown, next);
}

async function comments(
  engine: Engine,
  context: ReadContext,
  entityId: string,
  id: string,
  page: PageOptions = {},
): Promise<string> {
  const { frame, access } = frameOf(engine, context);
  const entity = readableEntity({ catalogue: context.catalogue, access }, entityId);
  if (!isRecordId(id)) throw notFound();
  const cursor = listCursor(`comments/${entityId}/${id}`, engine.cursorSecret);
  const limit = limitOf(page);
  const statement = commentsStatement(frame, entity, id, { after: cursor.open(page.cursor), limit });
  const rows = await runRead<CommentRow>(engine.workspace, context.catalogue, statement);
  if (rows.length === 0) throw notFound();
  const shown = rows.filter((row) => row.body !== null).slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const next = last?.pos == null ? null : cursor.seal(last.pos);
  return `{"data":[${shown.map((row) => row.body).join(",")}],"page":${JSON.stringify({ next })}}`;
}

function limitOf(page: PageOptions): number {
  const { limit, problems } = resolveLimit(page.limit);
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
  return limit;
}

async function changes(engine: Engine, context: ReadContext, query: ChangesQuery): Promise<string> {
  const { frame, access } = frameOf(engine, context);
  // What was committed before the question is in its answer, even if the relay has not come by.
  await catchUp(engine.workspace);
  return readChangeLog(frame, context.catalogue, access, query, reader(engine, context));
}

async function search(engine: Engine, context: ReadContext, q: string, limit: number): Promise<string> {
  const problem = searchProblem(q);
  if (problem !== undefined) throw new ProblemError("validation_failed", [problem]);
  const statement = searchStatement(frameOf(engine, context).frame, q, limit);
  if (statement === undefined) return '{"data":[]}';
  const [row] = await runRead<{ data: string }>(engine.workspace, context.catalogue, statement);
  return `{"data":${row?.data ?? "[]"}}`;
}

async function seen(
  engine: Engine,
  context: ReadContext,
  entityId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { frame, access } = frameOf(engine, context);
  const entity = context.catalogue.entities.get(entityId);
  return entity === undefined
    ? new Set()
    : visibleRecords(frame, access, entity, ids.filter(isRecordId), reader(engine, context));
}

function reader(engine: Engine, context: ReadContext): Reader {
  return (statement) => runRead(engine.workspace, context.catalogue, statement);
}

function frameOf(engine: Engine, context: ReadContext): { readonly frame: Frame; readonly access: Access } {
  const access = engine.access(context);
  return {
    access,
    frame: createFrame(engine.compiler, context, access, {
      now: context.now.toISOString(),
      timeZone: context.settings.timeZone,
    }),
  };
}

function isVersion(version: number): boolean {
  return Number.isInteger(version) && version >= 1 && version < 2 ** 31;
}

function notFound(): ProblemError {
  return new ProblemError("not_found", [{ code: "not_found", path: "" }]);
}

async function reachable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (fault) {
    if (isUnavailable(fault)) throw new ProblemError("unavailable", [{ code: "unavailable", path: "" }]);
    throw fault;
  }
}
